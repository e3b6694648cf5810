import { expose } from "comlink";
import { compile } from "@/lib/language/typescript/compile";
import type { CompileResult } from "@/lib/language/typescript/program";
import type { CompilerApi } from "@/lib/protocol/compiler";

expose({ compile } satisfies CompilerApi<CompileResult>);
