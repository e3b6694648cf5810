import { expect, it } from "vitest";
import { KINDS } from "@/lib/model/kind";
import type { ChunkOutcome } from "@/lib/protocol/chunks";
import { ID_SPACE } from "@/lib/protocol/rows";
import { argumentsOf, isIdentified, valuesOf } from "../programs";
import { codeOf } from "../session";
import type { Suite } from "../suite";
import { mostAtATime } from "./inline-calls";

export function chunks({ open, programs }: Suite): void {
  const results = (outcome: ChunkOutcome) => valuesOf(programs, outcome.payload);

  it("of items return a result for each, packed as the language packs them", async () => {
    const session = await open("tasks", { worker: 3 });
    const numbers = await session.wait(session.chunk("double", [1, 2, 3]));
    expect(results(numbers)).toEqual([2, 4, 6]);
    expect(numbers.payload.form).toBe(programs.packsNumbers ? "numbers" : "list");
    expect(numbers).toMatchObject({ ran: 3, failures: [] });
    const texts = await session.wait(session.chunk("shout", ["a", "b"]));
    expect(results(texts)).toEqual(["A!", "B!"]);
    expect(texts.payload.form).toBe("list");
    const pair = await session.wait(session.chunk("add", [3, 4], { index: -1 }));
    expect(results(pair)).toEqual([7]);
  });

  it("record a row for each item: what the message said, and when it was received and ran", async () => {
    const session = await open("tasks", { worker: 3 });
    await session.wait(
      session.chunk("double", [1, 2, 3], {
        id: 200,
        parent: 190,
        index: 10,
        attempt: 2,
        issued: -9,
        dispatched: -4,
      }),
    );
    const rows = session.rows();
    expect(rows.map(({ id, index, flags }) => [id, index, flags])).toEqual([
      [200, 10, ["item", "chunkHead"]],
      [201, 11, ["item"]],
      [202, 12, ["item"]],
    ]);
    for (const row of rows) {
      expect(row).toMatchObject({
        parent: 190,
        name: "double",
        kind: "task",
        status: "succeeded",
        strategy: "pooled",
        attempt: 2,
        worker: 3,
        issued: -9,
        dispatched: -4,
        bytesIn: 8,
      });
      expect(row.received).toBeGreaterThanOrEqual(0);
      expect(row.started).toBeGreaterThanOrEqual(row.received);
      expect(row.ended).toBeGreaterThanOrEqual(row.started);
      expect(row.bytesOut).toBeGreaterThan(0);
      // The scheduler knows when it has the result.
      expect(row.settled).toBeNaN();
    }
  });

  it("of a single call are no items", async () => {
    const session = await open("tasks", { worker: 3 });
    await session.wait(session.chunk("double", [1], { index: -1, id: 7, parent: 0 }));
    expect(session.rows()).toMatchObject([{ id: 7, parent: 0, index: -1, flags: [] }]);
  });

  it("give a body its name, key, index, attempt and worker", async () => {
    const session = await open("tasks", { worker: 3 });
    const outcome = await session.wait(
      session.chunk("where", [0, 0], { index: 4, attempt: 2, keys: ["four", "five"] }),
    );
    expect(results(outcome)).toEqual([
      ["where", "four", 4, 2, 3],
      ["where", "five", 5, 2, 3],
    ]);
    const single = await session.wait(session.chunk("where", [], { index: -1 }));
    expect(results(single)).toEqual([["where", null, null, 1, 3]]);
  });

  it("report failures by offset and attempt, and stop after more than are allowed", async () => {
    const session = await open("tasks", { worker: 1 });
    const strict = await session.wait(session.chunk("odd", [0, 1, 2], { attempt: 2 }));
    expect(strict).toMatchObject({ ran: 2, failures: [{ offset: 1, attempt: 2 }] });
    expect(strict.failures[0]?.error).toMatchObject({
      name: programs.errorName,
      message: "odd 1",
      path: ["entry", "odd"],
      line: programs.lineOf("tasks", '"odd "'),
    });
    expect(results(strict)[0]).toBe(0);

    const lenient = await session.wait(
      session.chunk("odd", [1, 2, 3, 4, 5, 6], { failuresAllowed: 2, id: 300 }),
    );
    expect(lenient.ran).toBe(5);
    expect(lenient.failures.map(({ offset }) => offset)).toEqual([0, 2, 4]);
    const values = results(lenient);
    expect([values[1], values[3]]).toEqual([2, 4]);
    const statuses = session.rows().filter(({ id }) => id >= 300);
    expect(statuses.map(({ status }) => status)).toEqual([
      "failed",
      "succeeded",
      "failed",
      "succeeded",
      "failed",
    ]);
  });

  it("run as many items in parallel as their window allows", async () => {
    for (const window of [1, 2, 3]) {
      const session = await open("tasks", { worker: 1 });
      await session.wait(session.chunk("step", ["a", "b", "c"], { window }));
      expect(mostAtATime(session)).toBe(window);
    }
  });

  it("name themselves in the calls of their bodies", async () => {
    const session = await open("tasks", { worker: 3 });
    const scopes = [{ id: 0, limit: 4, soft: false }];
    const running = session.chunk("parent", [7], {
      chunk: 17,
      kind: KINDS.indexOf("dynamic"),
      id: 40,
      index: 2,
      depth: 5,
      scopes,
      trail: ["entry", "around"],
    });
    const [first, second] = [await session.next("call"), await session.next("call")];
    expect(first).toMatchObject({
      id: 3 * ID_SPACE,
      parent: 40,
      chunk: 17,
      depth: 6,
      scopes,
      strategy: codeOf("pooled"),
      trail: ["entry", "around", "parent"],
    });
    expect(second).toMatchObject({ id: 3 * ID_SPACE + 1 });
    expect([first, second].map(isIdentified)).toEqual([true, true]);
    expect(second.path).not.toBe(first.path);
    expect(argumentsOf(programs, second.payload)).toEqual([[8]]);
    session.settle(second, [16]);
    session.settle(first, [14]);
    expect(results(await session.wait(running))).toEqual([30]);
    // A dynamic task is announced before its body ends.
    expect(session.allRows.map(({ status }) => status)).toEqual(["running", "succeeded"]);
  });

  it("run what their bodies call by the inner strategy", async () => {
    const session = await open("tasks", { worker: 2, strategy: "hybrid" });
    const running = session.chunk("parent", [1, 2], {
      kind: KINDS.indexOf("dynamic"),
      strategy: codeOf("hybrid"),
      inner: codeOf("async"),
      window: 2,
      scopes: [{ id: 0, limit: 1, soft: true }],
    });
    expect(results(await session.wait(running))).toEqual([6, 10]);
    expect(session.all("call")).toEqual([]);
    const own = session.rows("parent").map(({ strategy, flags }) => [strategy, flags]);
    expect(own).toEqual([
      ["hybrid", ["item", "chunkHead"]],
      ["hybrid", ["item"]],
    ]);
    const inner = session
      .rows("double")
      .map(({ id, parent, strategy, flags }) => [id, parent, strategy, flags]);
    expect(inner).toHaveLength(4);
    for (const [id, , strategy, flags] of inner) {
      expect(Math.floor((id as number) / ID_SPACE)).toBe(2);
      expect([strategy, flags]).toEqual(["async", ["inline"]]);
    }
    expect(new Set(inner.map(([, parent]) => parent))).toEqual(new Set([100, 101]));
  });

  it("ask for places under declared limits, and lend those of the chunk while its bodies wait", async () => {
    for (const [strategy, inner, window] of [
      ["hybrid", "async", 2],
      ["pooled", "pooled", 1],
      ["async", "async", 1],
    ] as const) {
      const session = await open("tasks", { worker: 2, strategy });
      let isOver = false;
      const running = session.chunk("parent", [1, 2], {
        kind: KINDS.indexOf("dynamic"),
        strategy: codeOf(strategy),
        inner: codeOf(inner),
        window,
        scopes: [{ id: 0, limit: 2, soft: false }],
      });
      void running.finally(() => {
        isOver = true;
      });
      const asked = () => [...session.all("take"), ...session.all("recover")].map(({ req }) => req);
      const granted = new Set<number>();
      const calls = new Set<number>();
      while (!isOver) {
        const next = () => asked().filter((req) => !granted.has(req));
        const made = () => session.all("call").filter(({ id }) => !calls.has(id));
        await session.runner.until(() => isOver || next().length > 0 || made().length > 0);
        for (const req of next()) {
          granted.add(req);
          session.runner.send({ type: "granted", req });
        }
        for (const call of made()) {
          calls.add(call.id);
          session.settle(call, [0]);
        }
      }
      await running;
      // Only bodies that wait for calls in their own thread: for others the engine knows.
      const lends = strategy !== "pooled";
      expect(session.all("lend").length > 0).toBe(lends);
      expect(session.all("take").length > 0).toBe(lends);
      for (const { chunk } of session.all("lend")) expect(chunk).toBe(5);
      for (const { scopes } of session.all("take")) expect(scopes).toMatchObject([{ id: 0 }]);
      expect(session.all("free")).toHaveLength(session.all("take").length);
    }
  });

  it("run an exported function for a process", async () => {
    const session = await open("tasks", { worker: 4 });
    const change = { index: -1, exported: "plain", kind: KINDS.indexOf("process") };
    expect(results(await session.wait(session.chunk("plain", [1], change)))).toEqual([101]);
    expect(session.rows()).toMatchObject([{ name: "plain", kind: "process", status: "succeeded" }]);
    const missing = session.chunk("gone", [1], { ...change, exported: "gone" });
    await expect(session.wait(missing)).rejects.toThrow("gone");
  });

  it("of a task that the program does not have are refused", async () => {
    const session = await open("tasks", { worker: 1 });
    await expect(session.wait(session.chunk("gone", [1]))).rejects.toThrow('"gone"');
    expect(results(await session.wait(session.chunk("double", [1])))).toEqual([2]);
  });

  it("give results as they come where that is asked for, and all of them at the end", async () => {
    const session = await open("tasks", { worker: 1 });
    const running = session.chunk("step", ["a", "b", "c"], { stream: true });
    const first = await session.next("results");
    expect(first).toMatchObject({ chunk: 5, offsets: [0] });
    expect(first.values.map((value) => programs.decode(value))).toEqual(["a"]);
    expect(results(await session.wait(running))).toEqual(["a", "b", "c"]);
    const quiet = await open("tasks", { worker: 1 });
    await quiet.wait(quiet.chunk("step", ["a", "b", "c"]));
    expect(quiet.all("results")).toEqual([]);
  });

  it("say what waits for something of its own, for timers, and what starts only later", async () => {
    const session = await open("tasks", { worker: 1 });
    const timed = session.chunk("step", ["a", "b", "c"], { chunk: 6, stream: true });
    void session.chunk("stuck", [0, 1, 2], { id: 300, chunk: 7 });
    await session.next("results");
    session.runner.send({ type: "report", req: 1 });
    const report = await session.next("waiting");
    expect(report.timers).toBeGreaterThan(0);
    await session.wait(timed);
    session.runner.send({ type: "report", req: 2 });
    expect(await session.next("waiting")).toMatchObject({
      req: 2,
      timers: 0,
      own: 1,
      ownBodies: [{ span: 301, task: "stuck" }],
      behind: [{ task: "stuck", count: 1, parallel: 1 }],
    });
  });

  it("start none of the items left once they are skipped", async () => {
    const session = await open("tasks", { worker: 1 });
    const running = session.chunk("step", ["a", "b", "c"], { stream: true });
    await session.next("results");
    session.runner.send({ type: "skip", chunk: 5 });
    session.runner.send({ type: "skip", chunk: 6 });
    expect((await session.wait(running)).ran).toBeLessThan(3);
  });

  it("reset ids, names and time for another trial", async () => {
    const session = await open("tasks", { worker: 3 });
    const parent = async () => {
      const running = session.chunk("parent", [1], { kind: KINDS.indexOf("dynamic") });
      const calls = [await session.next("call"), await session.next("call")];
      for (const call of calls) session.settle(call, [1]);
      const { batch } = await session.wait(running);
      return { ids: calls.map(({ id }) => id), batch };
    };
    const first = await parent();
    const more = await parent();
    expect(first.ids).toEqual([3 * ID_SPACE, 3 * ID_SPACE + 1]);
    expect(more.ids).toEqual([3 * ID_SPACE + 2, 3 * ID_SPACE + 3]);
    await session.wait(session.runner.api.rest());
    await session.wait(session.runner.api.rest());
    await session.wait(session.runner.api.begin({ ...session.init, epoch: -9e7 }));
    const posted = session.all("flush").length;
    const again = await parent();
    expect(again.ids).toEqual(first.ids);
    const names = [
      ...session
        .all("flush")
        .slice(posted)
        .map(({ flush }) => flush.batch),
      again.batch,
    ];
    expect(names.flatMap((batch) => batch?.names ?? [])).toContain("parent");
    expect(again.batch?.rows.some((number) => number >= 9e7)).toBe(true);
  });
}
