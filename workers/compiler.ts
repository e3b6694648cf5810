import { expose } from "comlink";
import type { CompilerApi } from "@/lib/playground/compiler";
import { compile } from "@/lib/program/compile";

const api: CompilerApi = { compile };
expose(api);
