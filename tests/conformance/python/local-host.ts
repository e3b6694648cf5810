import { whyMissing } from "@/lib/model/python-modules";
import type { LogLine } from "@/lib/protocol/rows";
import { PythonError } from "@/lib/runner/python/python-error";

/** A stand-in for the host of a worker: what a program needs of it where all of it runs in one process. */
export function localHost() {
  const lines: Pick<LogLine, "level" | "text" | "worker">[] = [];
  const open = () => ({ span: { span: 1 }, end: () => undefined });
  const gate = () => {
    let opened!: () => void;
    const promise = new Promise<void>((resolve) => {
      opened = resolve;
    });
    return { open: opened, wait: () => promise };
  };
  const api = {
    fromEntries: Object.fromEntries,
    define: () => undefined,
    whyMissing,
    isLocal: () => true,
    ranInline: () => undefined,
    canSwitch: () => false,
    forks: () => true,
    openNode: open,
    endNodes: () => undefined,
    log: (_: unknown, level: LogLine["level"], text: string) => void lines.push({ level, text, worker: 0 }),
    schedule: (callback: () => void, ms: number) => void setTimeout(callback, ms),
    spawn: (run: { (): void; copy(): () => void }) => run.copy()(),
    gate,
    workerNumber: () => 0,
    cores: () => 2,
    now: () => performance.now(),
    deferred() {
      let settle!: (outcome: unknown) => void;
      const promise = new Promise<unknown>((resolve) => {
        settle = resolve;
      });
      return { promise, settle };
    },
    error: (name: string, message: string, stack: string, line: number | undefined) =>
      new PythonError(name, message, stack, line ?? undefined, undefined),
  };
  return { api, takeLines: () => lines.splice(0) };
}
