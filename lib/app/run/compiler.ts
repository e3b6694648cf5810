import { type Remote, releaseProxy, wrap } from "comlink";
import { portOpened } from "@/lib/base/watch-ports";
import type { CompileResult } from "@/lib/language/typescript/program";
import type { CompilerApi } from "@/lib/protocol/compiler";

export interface Compiler {
  /** Never rejects: whatever goes wrong is an error of the result. */
  compile(source: string): Promise<CompileResult>;
  dispose(): void;
}

/** ms until a compile is given up and its worker ended. A large program takes 0.1 s. */
const PATIENCE = 15_000;

const startWorker = (): Worker =>
  new Worker(new URL("../../../workers/compiler.ts", import.meta.url), { type: "module", name: "compiler" });

async function compileHere(source: string): Promise<CompileResult> {
  const { compile } = await import("@/lib/language/typescript/compile");
  return compile(source);
}

/**
 * Compiles in a worker of ours, so that typing never waits for it. In an embed whose host gives it no origin such a
 * worker cannot start: there the same code is loaded into the page.
 */
export function createCompiler(start: () => Worker = startWorker, here = compileHere): Compiler {
  let worker:
    | {
        readonly process: Worker;
        readonly api: Remote<CompilerApi<CompileResult>>;
        readonly broken: Promise<never>;
      }
    | undefined;
  let cannotStart = false;

  function open(): NonNullable<typeof worker> {
    const process = start();
    portOpened("Compiler", process);
    const broken = new Promise<never>((_, reject) => {
      process.addEventListener("error", () => {
        cannotStart = true;
        reject(new Error("The compiler's worker did not start."));
      });
    });
    broken.catch(() => undefined);
    return { process, api: wrap<CompilerApi<CompileResult>>(process), broken };
  }

  function close(): void {
    worker?.api[releaseProxy]();
    worker?.process.terminate();
    worker = undefined;
  }

  async function compileInWorker(source: string): Promise<CompileResult> {
    worker ??= open();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<CompileResult>((resolve) => {
      timer = setTimeout(() => {
        close();
        resolve({
          ok: false,
          errors: [{ message: "The compiler did not come to an end with this program." }],
        });
      }, PATIENCE);
    });
    try {
      return await Promise.race([worker.api.compile(source), worker.broken, patience]);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async compile(source) {
      try {
        if (!cannotStart) {
          try {
            return await compileInWorker(source);
          } catch (error) {
            if (!cannotStart && worker !== undefined) throw error;
            cannotStart = true;
            close();
          }
        }
        return await here(source);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return { ok: false, errors: [{ message: `The compiler failed: ${reason}` }] };
      }
    },
    dispose: close,
  };
}
