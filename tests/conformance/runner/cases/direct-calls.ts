import { expect, it } from "vitest";
import type { DirectAnswer, DirectCall, DirectCallPort, DirectCallShape } from "@/lib/protocol/direct-calls";
import { codeOf, type Session } from "../session";
import type { Suite } from "../suite";

const LEASE = 77;
/** Received, ended and bytes of an answer. */
const TIMES = [expect.any(Number), expect.any(Number), expect.any(Number)];

export function directCalls({ open, programs }: Suite): void {
  const lease = (session: Session, port?: DirectCallPort) =>
    session.runner.send({ type: "leaseGranted", worker: 3, chunk: LEASE, strategy: codeOf("pooled"), port });

  /** Starts the entry, and leases worker 3 to its driver with the result of the first call. */
  async function leased(singles: number) {
    const session = await open("direct");
    const [near, far] = session.runner.channel();
    const calls: DirectCall[] = [];
    near.onmessage = ({ data }) => calls.push(data as DirectCall);
    const running = session.entry({ singles });
    const first = await session.next("call");
    lease(session, far);
    session.settle(first, [2]);
    return {
      session,
      running,
      near,
      async call(n: number): Promise<DirectCall> {
        await session.runner.until(() => calls.length > n);
        return calls[n] as DirectCall;
      },
      answer: (id: number, value: number) => near.postMessage([id, true, programs.encode(value), 10, 11, 8]),
      /** Settles the map that the entry ends with. @returns what the single calls gave */
      async end(): Promise<unknown> {
        session.settle(await session.next("call"), [20, 40]);
        const [seen] = (await session.valueOf(running)) as unknown[][];
        return seen;
      },
    };
  }

  it("go straight to the leased worker, and the driver records them", async () => {
    const driver = await leased(3);
    const { session } = driver;
    const [shape, id, path, chunk, args, define] = await driver.call(0);
    expect([id, chunk, programs.decodeArgs(args)]).toEqual([2, LEASE, [2]]);
    expect(define).toEqual({
      name: "double",
      depth: 1,
      strategy: codeOf("pooled"),
      scopes: [{ id: 0, limit: 25, soft: true }],
      finishRunnable: false,
      trail: ["entry"],
    });
    driver.answer(id, 4);
    const second = await driver.call(1);
    // The shape is known by now.
    expect([second[0], second[1], second.length]).toEqual([shape, 3, 5]);
    expect(second[2]).not.toBe(path);
    driver.answer(second[1], 6);
    expect(await driver.end()).toEqual([2, 4, 6]);
    const rows = session.rows("double");
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      expect(row).toMatchObject({ parent: 0, kind: "task", status: "succeeded", strategy: "pooled" });
      expect(row).toMatchObject({ flags: [], index: -1, worker: 3, started: 10, ended: 11, bytesOut: 8 });
      expect(row.settled).toBeGreaterThanOrEqual(row.issued);
    }
  });

  it("end with the lease, which the driver gives back before it asks for anything else", async () => {
    const driver = await leased(2);
    const [, id] = await driver.call(0);
    driver.answer(id, 4);
    expect(await driver.end()).toEqual([2, 4]);
    const types = driver.session.runner.posted.map(({ type }) => type).filter((type) => type !== "flush");
    expect(types).toEqual(["started", "call", "leaseReturned", "call"]);
    expect(driver.session.all("leaseReturned")).toEqual([{ type: "leaseReturned", chunk: LEASE, calls: 1 }]);
  });

  it("are over once the lease is recalled: the call under way ends, the next one goes through the coordinator", async () => {
    const driver = await leased(3);
    const { session } = driver;
    const [, id] = await driver.call(0);
    session.runner.send({ type: "leaseRecalled", chunk: LEASE });
    driver.answer(id, 4);
    expect(await session.next("leaseReturned")).toMatchObject({ chunk: LEASE, calls: 1 });
    const next = await session.next("call");
    expect(next).toMatchObject({ task: "double", map: false });
    // The worker is known: a second lease needs no port.
    lease(session);
    session.settle(next, [6]);
    expect(await driver.end()).toEqual([2, 4, 6]);
    expect(session.all("leaseReturned")).toHaveLength(2);
  });

  it("give an idle lease back as soon as it is recalled", async () => {
    const driver = await leased(1);
    const map = await driver.session.next("call");
    driver.session.runner.send({ type: "leaseRecalled", chunk: LEASE });
    driver.session.settle(map, [20, 40]);
    await driver.session.valueOf(driver.running);
    expect(driver.session.all("leaseReturned")).toEqual([{ type: "leaseReturned", chunk: LEASE, calls: 0 }]);
  });

  it("raise the worker's error", async () => {
    const driver = await leased(2);
    const [, id] = await driver.call(0);
    const error = { name: programs.errorName, message: "boom", path: ["entry", "double"] };
    driver.near.postMessage([id, false, error, 10, 11, 8]);
    expect(await driver.end()).toEqual([2, "boom"]);
    expect(driver.session.rows("double")).toMatchObject([{ id, status: "failed", worker: 3 }]);
  });

  it("fail when their worker is lost, and the lease with it", async () => {
    const driver = await leased(2);
    const { session } = driver;
    const [, id] = await driver.call(0);
    const error = { name: "WorkerDied", message: "the worker died" };
    session.runner.send({ type: "leaseRevoked", chunk: LEASE, error });
    expect(await driver.end()).toEqual([2, "the worker died"]);
    expect(session.rows("double")).toMatchObject([{ id, status: "interrupted", worker: 3 }]);
    expect(session.all("leaseReturned")).toEqual([]);
  });

  it("are answered by the worker's end, with errors, nested calls and what cannot cross", async () => {
    const session = await open("tasks", { worker: 3 });
    const [near, far] = session.runner.channel();
    const answers: DirectAnswer[] = [];
    near.onmessage = ({ data }) => answers.push(data as DirectAnswer);
    session.runner.send({ type: "directCallPort", port: far });
    const shape = (name: string): DirectCallShape => ({
      name,
      depth: 1,
      strategy: codeOf("pooled"),
      scopes: [],
      finishRunnable: false,
      trail: ["entry"],
    });
    const send = (number: number, id: number, args: readonly unknown[], name?: string): void => {
      const call = [number, id, 12345, LEASE, programs.encodeArgs(args)] as const;
      near.postMessage(name === undefined ? call : [...call, shape(name)]);
    };
    const answerTo = async (id: number): Promise<DirectAnswer> => {
      const find = () => answers.find(([answered]) => answered === id);
      await session.runner.until(() => find() !== undefined);
      return find() as DirectAnswer;
    };
    const ask = (number: number, id: number, args: readonly unknown[], name?: string) => {
      send(number, id, args, name);
      return answerTo(id);
    };
    const [id, ok, value, received, ended, bytes] = await ask(1, 20, [21], "double");
    expect([id, ok, programs.decode(value)]).toEqual([20, true, 42]);
    expect(ended).toBeGreaterThanOrEqual(received);
    expect(bytes).toBeGreaterThan(0);
    expect(programs.decode((await ask(1, 21, [4]))[2])).toBe(8);

    // The driver records them, with the span.
    const noted = (id: number, error: object) => ({ id, attempt: 1, error });
    const error = { name: programs.errorName, message: "odd 3", path: ["entry", "odd"] };
    expect(await ask(2, 22, [3], "odd")).toMatchObject([22, false, error, ...TIMES, noted(22, error)]);
    const refused = { message: expect.stringMatching(programs.refusedResult) };
    expect(await ask(3, 23, [1], "unsendable")).toMatchObject([
      23,
      false,
      refused,
      ...TIMES,
      noted(23, refused),
    ]);
    const gone = { message: expect.stringContaining('"gone"') };
    expect(await ask(4, 24, [1], "gone")).toMatchObject([24, false, gone, ...TIMES, noted(24, gone)]);

    send(5, 25, [1], "parent");
    const calls = [await session.next("call"), await session.next("call")];
    for (const call of calls) {
      expect(call).toMatchObject({ chunk: LEASE, parent: 25, depth: 2, trail: ["entry", "parent"] });
      session.settle(call, [5]);
    }
    expect(programs.decode((await answerTo(25))[2])).toBe(10);
    // The driver records the spans of direct calls.
    expect(session.rows()).toEqual([]);
  });
}
