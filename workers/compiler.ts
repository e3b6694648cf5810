import { expose } from "comlink";
import type { CompilerApi } from "@/lib/app/run/compiler";
import { compile } from "@/lib/language/typescript/compile";

const api: CompilerApi = { compile };
expose(api);
