import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FromCompiler, ToCompiler } from "@/lib/protocol/compiler";
import { createCompiler } from "./compiler";

/** A worker that never answers. */
function silentWorker() {
  const ended = vi.fn();
  const worker = Object.assign(new EventTarget(), { postMessage: () => undefined, terminate: ended });
  return { worker: worker as unknown as Worker, ended };
}

describe("the page's compiler", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("gets each answer to its question, in any order, and shows where the compiler itself fails", async () => {
    const asked: ToCompiler[] = [];
    const worker = Object.assign(new EventTarget(), {
      postMessage: (message: ToCompiler) => asked.push(message),
      terminate: () => undefined,
    });
    const answer = (message: FromCompiler<unknown>) =>
      worker.dispatchEvent(new MessageEvent("message", { data: message }));
    const compiler = createCompiler(() => worker as unknown as Worker);
    const [first, second] = ["first", "second"].map((source) => compiler.compile(source, "typescript"));
    expect(asked).toMatchObject([
      { type: "compile", source: "first", language: "typescript" },
      { type: "compile", source: "second" },
    ]);
    answer({ type: "failed", id: asked[1]?.id ?? 0, message: "no memory" });
    answer({ type: "compiled", id: asked[0]?.id ?? 0, result: "compiled" });
    await expect(first).resolves.toBe("compiled");
    await expect(second).resolves.toEqual({
      ok: false,
      errors: [{ message: "The compiler failed: no memory" }],
    });
  });

  it("gives a program up with which its worker comes to no end, says so, and ends the worker", async () => {
    const { worker, ended } = silentWorker();
    const compiler = createCompiler(() => worker);
    const compiled = compiler.compile("endless", "typescript");
    await vi.advanceTimersByTimeAsync(15_000);
    await expect(compiled).resolves.toEqual({
      ok: false,
      errors: [{ message: "The compiler did not finish. Simplify the program." }],
    });
    expect(ended).toHaveBeenCalledTimes(1);
  });
});
