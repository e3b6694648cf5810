import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
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

  it("gives a program up with which its worker comes to no end, says so, and ends the worker", async () => {
    const { worker, ended } = silentWorker();
    const compiler = createCompiler(() => worker);
    const compiled = compiler.compile("endless", "typescript");
    await vi.advanceTimersByTimeAsync(15_000);
    await expect(compiled).resolves.toEqual({
      ok: false,
      errors: [{ message: "The compiler did not come to an end with this program." }],
    });
    expect(ended).toHaveBeenCalledTimes(1);
  });
});
