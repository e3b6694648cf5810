import { expose } from "comlink";
import type { CompilerApi } from "@/lib/app/run/compiler";
import { compilers } from "@/lib/language/compilers";

const api: CompilerApi = { compile: (source, language) => compilers[language](source) };
expose(api);
