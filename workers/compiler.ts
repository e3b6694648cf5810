import { expose } from "comlink";
import { compilers } from "@/lib/language/compilers";
import type { CompileResult } from "@/lib/language/program";
import type { CompilerApi } from "@/lib/protocol/compiler";

expose({
  compile: (source, language) => compilers[language](source),
} satisfies CompilerApi<CompileResult>);
