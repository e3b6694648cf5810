import { expect, it } from "vitest";
import { KINDS } from "@/lib/model/kind";
import type { Suite } from "../suite";

export function nodes({ open }: Suite): void {
  it("run in their caller's thread, and are the parents of their calls", async () => {
    const session = await open("nodes", { maxParallelism: 25 });
    const running = session.entry();
    const call = await session.next("call");
    expect(call).toMatchObject({
      id: 3,
      parent: 2,
      depth: 3,
      trail: ["entry", "inner", "pair"],
      // Its own limit holds with that of its caller.
      scopes: [
        { id: 0, limit: 25, soft: true },
        { id: 1, limit: 2, soft: false },
      ],
    });
    session.settle(call, [2]);
    expect(await session.valueOf(running)).toBe(2);
    const rows = session.rows().map(({ id, parent, name, kind, status }) => [id, parent, name, kind, status]);
    expect(rows).toEqual([
      [0, -1, "entry", "workflow", "succeeded"],
      [1, 0, "inner", "workflow", "succeeded"],
      [2, 1, "pair", "group", "succeeded"],
    ]);
    for (const row of session.rows()) expect(row).toMatchObject({ worker: 0, flags: ["inline"] });
  });

  it("in a body hold its slot, and their calls name its chunk", async () => {
    const session = await open("nodes", { worker: 1 });
    const running = session.chunk("around", [4], { kind: KINDS.indexOf("dynamic"), chunk: 6 });
    const call = await session.next("call");
    expect(call).toMatchObject({ chunk: 6, depth: 3, trail: ["entry", "around", "inside"] });
    session.settle(call, [8]);
    await session.wait(running);
    // One slot: it must be released for the calls in the group.
    const inline = await open("nodes", { strategy: "sequential" });
    expect(await inline.value({ kind: "around" })).toBe(2);
  });

  it("of a launch plan have their own limit instead of their caller's, and the workflow's inputs", async () => {
    const session = await open("nodes");
    const running = session.entry({ kind: "plan" });
    const call = await session.next("call");
    expect(call.scopes).toEqual([{ id: 1, limit: 7, soft: false }]);
    session.settle(call, [10]);
    expect(await session.valueOf(running)).toBe(10);
    expect(session.rows("plan")).toMatchObject([{ kind: "launchPlan", parent: 0 }]);
  });

  it("of a map of workflows are its items, and respect its window", async () => {
    const session = await open("nodes");
    const running = session.entry({ kind: "map" });
    const paths: number[] = [];
    for (let x = 1; x <= 3; x++) {
      const call = await session.next("call");
      // The next one waits for this one.
      expect(session.all("call")).toHaveLength(x);
      paths.push(call.path);
      session.settle(call, [2 * x]);
    }
    expect(await session.valueOf(running)).toEqual([2, 4, 6]);
    expect(new Set(paths).size).toBe(3);
    const [own, ...items] = session.rows("inner");
    expect(own).toMatchObject({ kind: "map", parent: 0, flags: ["inline"] });
    expect(items.map(({ kind, parent, index, flags }) => [kind, parent, index, flags])).toEqual(
      [0, 1, 2].map((index) => ["workflow", own?.id, index, ["inline", "item"]]),
    );
    const keys = session.notes.flatMap(({ id, key }) => (key === undefined ? [] : [[id, key]]));
    expect(keys).toEqual(items.map(({ id }, i) => [id, `x${i + 1}`]));
  });
}
