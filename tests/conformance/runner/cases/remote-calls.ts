import { expect, it } from "vitest";
import { KINDS } from "@/lib/model/kind";
import type { CallMessage } from "@/lib/protocol/calls";
import { argumentsOf, isIdentified, itemsPayload } from "../programs";
import { codeOf } from "../session";
import type { Suite } from "../suite";

export function remoteCalls({ open, programs }: Suite): void {
  const argumentsIn = (call: CallMessage) => argumentsOf(programs, call.payload);

  it("are posted field by field", async () => {
    const session = await open("calls");
    const running = session.entry();
    const call = await session.next("call");
    const { payload, bytes, issued, path: _, place: __, digests: ___, ...rest } = call;
    expect(rest).toEqual({
      type: "call",
      id: 1,
      parent: 0,
      task: "double",
      kind: KINDS.indexOf("task"),
      map: false,
      options: {
        retry: { maxRetries: 3, delayMs: 10, backoff: "linear", jitter: undefined },
        timeoutMs: 500,
        environment: undefined,
        concurrency: 0,
        minSuccessRatio: 1,
        chunkSize: undefined,
        finishRunnable: false,
        stream: false,
      },
      strategy: codeOf("pooled"),
      scopes: [{ id: 0, limit: 3, soft: false }],
      depth: 1,
      trail: ["entry"],
      chunk: 0,
      keys: undefined,
      cacheKeys: undefined,
    });
    expect(payload.form).toBe("tuples");
    expect(argumentsIn(call)).toEqual([[21]]);
    expect(bytes).toBeGreaterThan(0);
    expect(issued).toBeGreaterThanOrEqual(0);
    session.settle(call, [42]);

    const second = await session.next("call");
    expect(second).toMatchObject({ id: 2 });
    expect([call, second].map(isIdentified)).toEqual([true, true]);
    expect(second.path).not.toBe(call.path);
    session.settle(second, [2]);

    const pooled = await session.next("call");
    expect(pooled.options).toMatchObject({
      environment: { name: "gpu", replicas: 3, concurrency: 2 },
      retry: undefined,
      timeoutMs: undefined,
    });
    expect(argumentsIn(pooled)).toEqual([[1, 2]]);
    session.settle(pooled, [3]);
    expect(await session.valueOf(running)).toEqual([42, 2, 3]);
    // The runner that runs a call records it.
    expect(session.rows().map(({ name }) => name)).toEqual(["entry"]);
  });

  it("name the default limit of the run as soft", async () => {
    const session = await open("siblings", { maxParallelism: 9 });
    session.entry();
    expect(await session.next("call")).toMatchObject({ scopes: [{ id: 0, limit: 9, soft: true }] });
  });

  it("carry the options of maps, keys, and the map's own strategy", async () => {
    const session = await open("maps");
    const running = session.entry();
    const first = await session.next("call");
    expect(first).toMatchObject({
      id: 1,
      task: "double",
      kind: KINDS.indexOf("task"),
      map: true,
      options: { concurrency: 2, minSuccessRatio: 0.5, chunkSize: 3, stream: false },
      keys: ["k1", "k2", "k3", "k4", "k5"],
    });
    expect(first.payload).toEqual(itemsPayload(programs, [1, 2, 3, 4, 5]));
    session.settle(first, [2, 4, 6, 8, 10]);

    const second = await session.next("call");
    // A map takes an id for itself and one for each item.
    expect(second).toMatchObject({
      id: 7,
      options: { concurrency: 0, minSuccessRatio: 1, chunkSize: undefined },
      keys: undefined,
    });
    expect(second.payload).toEqual(itemsPayload(programs, ["a", "b"]));
    session.settle(second, ["aa", "bb"]);

    const pairs = await session.next("call");
    expect(pairs).toMatchObject({ task: "add", map: true, strategy: codeOf("hybrid") });
    expect(pairs.payload.form).toBe("tuples");
    expect(argumentsIn(pairs)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    session.settle(pairs, [3, 7]);
    expect(await session.valueOf(running)).toEqual([
      [2, 4, 6, 8, 10],
      ["aa", "bb"],
      [3, 7],
    ]);
  });

  it("take results in parts, in any order, and null where a failure is allowed", async () => {
    const session = await open("maps");
    const running = session.entry();
    const first = await session.next("call");
    const part = (index: number, values: readonly unknown[]) =>
      session.runner.send({
        type: "part",
        call: first.id,
        index,
        payload: itemsPayload(programs, values),
      });
    part(3, [8, 10]);
    part(0, [2]);
    session.runner.send({
      type: "settled",
      call: first.id,
      part: { index: 2, payload: itemsPayload(programs, [6]) },
      nulls: [1],
    });
    session.settle(await session.next("call"), ["aa", "bb"]);
    session.settle(await session.next("call"), [3, 7]);
    const [values] = (await session.valueOf(running)) as unknown[][];
    expect(values).toEqual([2, null, 6, 8, 10]);
  });

  it("return results as they arrive if the program asks for that", async () => {
    const session = await open("stream");
    const running = session.entry();
    const call = await session.next("call");
    expect(call.options.stream).toBe(true);
    session.runner.send({
      type: "part",
      call: call.id,
      index: 2,
      payload: itemsPayload(programs, [6]),
    });
    await session.runner.until(() => session.logs.length === 1);
    session.settle(call, [2, 4]);
    await session.valueOf(running);
    expect(session.logs.map(({ text }) => text)).toEqual(["2:6", "0:2", "1:4"]);
  });

  it("throw the error that they failed with, so that it can be caught", async () => {
    const session = await open("catches");
    const running = session.entry();
    session.fail(await session.next("call"));
    expect(await session.valueOf(running)).toBe(`${programs.errorName}: boom`);
  });

  it("keep the path of an error that passes through", async () => {
    const session = await open("siblings");
    const running = session.entry();
    const path = ["entry", "odd", "deeper"];
    session.fail(await session.next("call"), { path });
    session.settle(await session.next("call"), [2]);
    session.settle(await session.next("call"), [4]);
    const { error } = await session.wait(running);
    expect(error).toMatchObject({ name: programs.errorName, message: "boom", path });
  });

  it("are cancelled when their caller fails, and it ends when they have settled", async () => {
    const session = await open("siblings");
    let hasEnded = false;
    const running = session.entry().finally(() => {
      hasEnded = true;
    });
    const [first, second, third] = [
      await session.next("call"),
      await session.next("call"),
      await session.next("call"),
    ];
    const cancelled = () => session.all("cancel").flatMap(({ calls }) => calls);
    session.fail(first);
    await session.runner.until(() => cancelled().length === 2);
    expect(cancelled()).toEqual([second.id, third.id]);
    session.settle(second, [2]);
    expect(hasEnded).toBe(false);
    session.fail(third, { message: "odd was skipped" });
    expect(await session.wait(running)).toMatchObject({ ok: false, error: { message: "boom" } });
  });

  it("continue if the workflow finishes what is runnable", async () => {
    const session = await open("siblingsFinish");
    const running = session.entry();
    const first = await session.next("call");
    expect(first.options.finishRunnable).toBe(true);
    session.fail(first);
    session.settle(await session.next("call"), [2]);
    session.settle(await session.next("call"), [4]);
    expect(await session.wait(running)).toMatchObject({ ok: false, error: { message: "boom" } });
    expect(session.all("cancel")).toEqual([]);
  });
}
