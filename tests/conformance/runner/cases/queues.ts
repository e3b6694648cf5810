import { expect, it } from "vitest";
import { KINDS } from "@/lib/model/kind";
import { argumentsOf, valuesOf } from "../programs";
import type { Suite } from "../suite";

export function queues({ open, programs }: Suite): void {
  it("hold their items at the coordinator, for all workers", async () => {
    const driver = await open("queue");
    const running = driver.entry();
    const call = await driver.next("call");
    const get = await driver.next("queue");
    expect(get).toMatchObject({ op: "get", chunk: 0 });

    const worker = await open("queue", { worker: 1 });
    const [sent] = argumentsOf(programs, call.payload);
    const filling = worker.chunk("fill", sent ?? [], { index: -1, chunk: 8 });
    const answer = (req: number, ok = true) => worker.runner.send({ type: "queue", req, ok });
    const first = await worker.next("queue");
    expect(first).toMatchObject({ queue: get.queue, op: "put" });
    // One put after the other.
    expect(worker.all("queue")).toHaveLength(1);
    answer(first.req);
    const second = await worker.next("queue");
    answer(second.req);
    const close = await worker.next("queue");
    expect(close).toMatchObject({ queue: get.queue, op: "close" });
    answer(close.req);
    const filled = await worker.wait(filling);
    expect(valuesOf(programs, filled.payload)).toEqual(["filled"]);

    driver.settle(call, ["filled"]);
    driver.runner.send({ type: "queue", req: get.req, ok: true, value: first.value });
    const more = await driver.next("queue");
    driver.runner.send({ type: "queue", req: more.req, ok: true, value: second.value });
    driver.runner.send({ type: "queue", req: (await driver.next("queue")).req, ok: false });
    expect(await driver.valueOf(running)).toEqual([["one", { two: 2 }], "filled"]);
  });

  it("are asked by a body with the id of its chunk, which releases its slot", async () => {
    const driver = await open("queue");
    driver.entry();
    const [sent] = argumentsOf(programs, (await driver.next("call")).payload);
    const worker = await open("queue", { worker: 1 });
    const taking = worker.chunk("take", sent ?? [], { index: -1, chunk: 9 });
    const get = await worker.next("queue");
    expect(get).toMatchObject({ op: "get", chunk: 9, span: 100, task: "take" });
    worker.runner.send({ type: "queue", req: get.req, ok: true, value: programs.encode("item") });
    expect(valuesOf(programs, (await worker.wait(taking)).payload)).toEqual(["item"]);
    expect(worker.all("get")).toEqual([{ type: "get", req: get.req, is: "taken" }]);
  });

  it("are let go of by a body that fails, which takes no item any more", async () => {
    const driver = await open("queue");
    driver.entry();
    const [sent] = argumentsOf(programs, (await driver.next("call")).payload);
    const worker = await open("queue", { worker: 1 });
    const taking = worker.chunk("take", sent ?? [], { index: -1, timeoutMs: 20 });
    const get = await worker.next("queue");
    expect(await worker.next("get")).toEqual({ type: "get", req: get.req, is: "cancel" });
    // It was on its way.
    worker.runner.send({ type: "queue", req: get.req, ok: true, value: programs.encode("item") });
    expect((await worker.wait(taking)).failures).toMatchObject([{ error: { name: "TimeoutError" } }]);
    expect(worker.all("get")).toHaveLength(1);
  });

  it("are among what a runner says that it waits for, where it runs nothing", async () => {
    const session = await open("closedQueue");
    session.entry();
    const get = await session.next("queue");
    const ask = async (req: number) => {
      session.runner.send({ type: "report", req });
      return session.next("waiting");
    };
    const first = await ask(1);
    expect(first).toMatchObject({ req: 1, timers: 0, own: 0, ownBodies: [], behind: [] });
    expect((await ask(2)).steps).toBe(first.steps);
    session.runner.send({ type: "queue", req: get.req, ok: false });
  });

  it("pass on the error for which a get fails", async () => {
    const session = await open("closedQueue");
    const running = session.entry();
    const { req } = await session.next("queue");
    const error = { name: "FanoutError", message: "nobody puts" };
    session.runner.send({ type: "queue", req, ok: false, error });
    expect(await session.valueOf(running)).toBe("FanoutError");
  });

  it("throw QueueClosed if nothing is left to get", async () => {
    const session = await open("closedQueue");
    const running = session.entry();
    session.runner.send({ type: "queue", req: (await session.next("queue")).req, ok: false });
    expect(await session.valueOf(running)).toBe("QueueClosed");
  });

  it("work with processes: of a task by its name, of another function by its export", async () => {
    for (const strategy of ["sequential", "pooled"] as const) {
      const session = await open("processes", { strategy });
      const running = session.entry();
      const first = await session.next("process");
      const second = await session.next("process");
      expect(first).toMatchObject({
        exported: undefined,
        call: {
          id: 1,
          parent: 0,
          task: "double",
          kind: KINDS.indexOf("process"),
          map: false,
          scopes: [],
          trail: ["entry"],
        },
      });
      expect(second).toMatchObject({ exported: "plain", call: { id: 2, task: "plain" } });
      expect(argumentsOf(programs, second.call.payload)).toEqual([[5]]);
      session.settle(second.call, [105]);
      session.settle(first.call, [8]);
      expect(await session.valueOf(running)).toEqual([8, 105]);
    }
  });
}
