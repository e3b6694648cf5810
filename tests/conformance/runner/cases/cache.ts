import { expect, it } from "vitest";
import { reuseNamesOf } from "../programs";
import type { Session } from "../session";
import type { Suite } from "../suite";

export function cache({ open, programs }: Suite): void {
  const miss = async (session: Session): Promise<string> => {
    const { req, key } = await session.next("cacheGet");
    session.runner.send({ type: "cache", req, hit: false });
    return key;
  };
  const hit = async (session: Session, value: unknown): Promise<string> => {
    const { req, key } = await session.next("cacheGet");
    session.runner.send({ type: "cache", req, hit: true, value: programs.encode(value) });
    return key;
  };
  const lines = (session: Session) => session.logs.map(({ text }) => text);

  it("is asked before an inline call, and gets results and failures", async () => {
    const session = await open("cached", { strategy: "sequential" });
    const running = session.entry();
    const first = await miss(session);
    const second = await hit(session, 900);
    const failing = await miss(session);
    // The third call throws; the entry returns its message.
    expect(await session.valueOf(running)).toBe("below 0");
    expect(second).toBe(first);
    expect(failing).not.toBe(first);
    expect(lines(session)).toEqual(["ran 3", "ran -1"]);
    const puts = session.all("cachePut");
    expect(puts).toMatchObject([
      { key: first, task: "square", ok: true },
      { key: failing, task: "square", ok: false },
    ]);
    expect(programs.decode(puts[0]?.value)).toBe(9);
    expect(session.rows("square").map(({ status, flags }) => [status, flags])).toEqual([
      ["succeeded", ["inline"]],
      ["succeeded", ["cached", "inline"]],
      ["failed", ["inline"]],
    ]);
  });

  it("holds a key for each item of an inline map", async () => {
    const session = await open("cached", { strategy: "sequential" });
    const running = session.entry({ kind: "map" });
    await hit(session, 90);
    await miss(session);
    expect(await session.valueOf(running)).toEqual([90, 16]);
    expect(lines(session)).toEqual(["ran 4"]);
  });

  it("is looked up by the scheduler for calls that go to workers, under the same keys", async () => {
    const inline = await open("cached", { strategy: "sequential" });
    const mapped = inline.entry({ kind: "map" });
    const keys = [await hit(inline, 9), await hit(inline, 16)];
    await inline.valueOf(mapped);

    const remote = await open("cached");
    const running = remote.entry({ kind: "map" });
    const call = await remote.next("call");
    expect(call.cacheKeys).toEqual(keys);
    remote.settle(call, [9, 16]);
    await remote.valueOf(running);

    const singles = await open("cached");
    singles.entry();
    expect((await singles.next("call")).cacheKeys).toEqual([keys[0]]);
    expect(remote.all("cacheGet")).toEqual([]);
  });

  it("has other keys for another version of the code", async () => {
    const keyOf = async (version: string) => {
      const { versions } = programs.program("cached");
      const change = { ...versions, square: version };
      const session = await open("cached", { strategy: "sequential", versions: change });
      session.entry();
      return (await session.next("cacheGet")).key;
    };
    expect(await keyOf("one")).toBe(await keyOf("one"));
    expect(await keyOf("one")).not.toBe(await keyOf("two"));
  });

  it("holds runs of a launch plan", async () => {
    const session = await open("cached");
    const running = session.entry({ kind: "plan" });
    const key = await miss(session);
    expect(await session.valueOf(running)).toBe(2);
    expect(session.all("cachePut")).toMatchObject([{ key, task: "plan", ok: true }]);

    const again = await open("cached");
    const second = again.entry({ kind: "plan" });
    expect(await hit(again, 77)).toBe(key);
    expect(await again.valueOf(second)).toBe(77);
    expect(lines(again)).toEqual([]);
    expect(again.rows("plan")).toMatchObject([
      { kind: "launchPlan", status: "succeeded", flags: ["cached", "inline"] },
    ]);
  });

  it("is not asked for a result that an earlier run has", async () => {
    const session = await open("cached");
    session.entry();
    const names = reuseNamesOf(await session.next("call"), programs.program("cached").versions);
    const prior = new Map(names.map((name) => [name, programs.encode(81)]));
    const inline = await open("cached", { strategy: "sequential", prior });
    const running = inline.entry();
    await miss(inline);
    await miss(inline);
    await inline.valueOf(running);
    expect(lines(inline)).toEqual(["ran 3", "ran -1"]);
    expect(inline.all("cacheGet")).toHaveLength(2);
  });
}
