import { reasonOf } from "@/lib/base/text-of";
import { portOpened } from "@/lib/base/watch-ports";
import type { CompileResult } from "@/lib/language/program";
import type { LanguageId } from "@/lib/model/language";
import type { FromCompiler, ToCompiler } from "@/lib/protocol/compiler";

export type Compiler = ReturnType<typeof createCompiler>;

/** ms until a compile is given up and its worker ended. A large program takes 0.1 s. */
const COMPILE_TIMEOUT_MS = 15_000;

const startWorker = (): Worker =>
  new Worker(new URL("../../../workers/compiler.ts", import.meta.url), { type: "module", name: "compiler" });

async function compileHere(source: string, language: LanguageId): Promise<CompileResult> {
  const { compilers } = await import("@/lib/language/compilers");
  return compilers[language](source);
}

let asked = 0;

function ask(worker: Worker, source: string, language: LanguageId): Promise<CompileResult> {
  asked += 1;
  const request: ToCompiler = { type: "compile", id: asked, source, language };
  return new Promise((resolve, reject) => {
    const receive = ({ data }: MessageEvent<FromCompiler<CompileResult>>): void => {
      if (data.id !== request.id) return;
      worker.removeEventListener("message", receive);
      if (data.type === "compiled") resolve(data.result);
      else reject(new Error(data.message));
    };
    worker.addEventListener("message", receive);
    worker.postMessage(request);
  });
}

/**
 * Compiles in a worker of ours, so that typing never waits for it. In an embed whose host gives it no origin such a
 * worker cannot start: there the same code is loaded into the page.
 */
export function createCompiler(start: () => Worker = startWorker, here = compileHere) {
  let worker: { readonly process: Worker; readonly broken: Promise<never> } | undefined;
  let cannotStart = false;

  function open(): NonNullable<typeof worker> {
    const process = start();
    portOpened("Compiler", process);
    const broken = new Promise<never>((_, reject) => {
      process.addEventListener("error", () => {
        cannotStart = true;
        reject(new Error("The compiler did not start. Reload the page."));
      });
    });
    broken.catch(() => undefined);
    return { process, broken };
  }

  function close(): void {
    worker?.process.terminate();
    worker = undefined;
  }

  async function compileInWorker(source: string, language: LanguageId): Promise<CompileResult> {
    worker ??= open();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<CompileResult>((resolve) => {
      timer = setTimeout(() => {
        close();
        resolve({
          ok: false,
          errors: [{ message: "The compiler did not finish. Simplify the program." }],
        });
      }, COMPILE_TIMEOUT_MS);
    });
    try {
      return await Promise.race([ask(worker.process, source, language), worker.broken, patience]);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    /** Never rejects: whatever goes wrong is an error of the result. */
    async compile(source: string, language: LanguageId): Promise<CompileResult> {
      try {
        if (!cannotStart) {
          try {
            return await compileInWorker(source, language);
          } catch (error) {
            if (!cannotStart && worker !== undefined) throw error;
            cannotStart = true;
            close();
          }
        }
        return await here(source, language);
      } catch (error) {
        const reason = reasonOf(error);
        return { ok: false, errors: [{ message: `The compiler failed: ${reason}` }] };
      }
    },
    dispose: close,
  };
}
