import { reasonOf } from "@/lib/base/text-of";
import { compilers } from "@/lib/language/compilers";
import type { CompileResult } from "@/lib/language/program";
import type { FromCompiler, ToCompiler } from "@/lib/protocol/compiler";

const answer = (message: FromCompiler<CompileResult>): void => postMessage(message);

addEventListener("message", async ({ data: { id, source, language } }: MessageEvent<ToCompiler>) => {
  try {
    answer({ type: "compiled", id, result: await compilers[language](source) });
  } catch (error) {
    answer({ type: "failed", id, message: reasonOf(error) });
  }
});
