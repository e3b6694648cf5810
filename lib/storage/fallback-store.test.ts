import { describe, expect, test } from "vitest";
import { fallbackStore } from "./fallback-store";
import type { StorageProblem } from "./problem";
import { backends, memoryStore, moody, quiet, quota } from "./testing";
import { unavailableStore } from "./unavailable-store";

describe.each(backends)("on %s", (_, make) => {
  test("what is set is found, listed and deleted", async () => {
    const shelf = quiet(make());
    expect(await shelf.get("a")).toBeUndefined();
    expect(
      await shelf.set([
        ["a", { n: 1 }],
        ["b", new Uint8Array([1, 2])],
      ]),
    ).toEqual({ where: "disk" });
    expect(await shelf.get("a")).toEqual({ n: 1 });
    expect(await shelf.get("b")).toEqual(new Uint8Array([1, 2]));
    expect(new Map(await shelf.entries()).size).toBe(2);
    expect([...(await shelf.keys())].sort()).toEqual(["a", "b"]);
    expect(await shelf.delete(["a", "never"])).toEqual({ where: "disk" });
    expect(await shelf.keys()).toEqual(["b"]);
  });

  test("a value is copied in and out", async () => {
    const shelf = quiet(make());
    const value = { list: [1] };
    await shelf.set([["a", value]]);
    value.list.push(2);
    expect(await shelf.get("a")).toEqual({ list: [1] });
  });

  test("updates that come together all count", async () => {
    const shelf = quiet(make());
    const add = (old: unknown) => Number(old ?? 0) + 1;
    await Promise.all(Array.from({ length: 20 }, () => shelf.update("n", add)));
    expect(await shelf.get("n")).toBe(20);
  });

  test("what cannot be copied is kept nowhere, and the rest stays", async () => {
    const shelf = quiet(make());
    await shelf.set([["a", 1]]);
    const kept = await shelf.set([["a", () => 1]]);
    expect(kept).toMatchObject({ where: "nowhere", problem: { kind: "unclonable" } });
    expect(await shelf.get("a")).toBe(1);
  });

  test("a full disk: everything goes on in memory, and back to the disk when there is room", async () => {
    let full = false;
    const below = make();
    const problems: StorageProblem[] = [];
    const shelf = fallbackStore(
      moody(below, () => (full ? quota() : undefined)),
      (problem) => problems.push(problem),
    );
    await shelf.set([
      ["a", 1],
      ["b", 1],
    ]);
    full = true;
    expect(await shelf.set([["a", 2]])).toMatchObject({ where: "memory", problem: { kind: "full" } });
    expect(await shelf.update("b", (old) => Number(old) + 10)).toMatchObject({ where: "memory" });
    expect(await shelf.update("b", (old) => Number(old) + 10)).toMatchObject({ where: "memory" });
    expect(await shelf.delete(["a"])).toMatchObject({ where: "memory" });
    await shelf.set([["c", 3]]);
    expect(await shelf.get("a")).toBeUndefined();
    expect(new Map(await shelf.entries())).toEqual(
      new Map([
        ["b", 21],
        ["c", 3],
      ]),
    );
    expect([...(await shelf.keys())].sort()).toEqual(["b", "c"]);
    expect(await below.get("b")).toBe(1);
    expect(problems.every(({ kind }) => kind === "full")).toBe(true);
    full = false;
    expect(await shelf.set([["c", 4]])).toEqual({ where: "disk" });
    await below.set([["c", 5]]);
    // Nothing in memory hides what another tab has written since.
    expect(await shelf.get("c")).toBe(5);
    await shelf.delete(["c"]);
    expect(await shelf.update("b", (old) => Number(old) + 100)).toEqual({ where: "disk" });
    expect(await below.get("b")).toBe(121);
    expect(await shelf.delete(["a"])).toEqual({ where: "disk" });
    expect(await below.keys()).toEqual(["b"]);
  });
});

test("no storage at all: the same, in memory, and nothing rejects", async () => {
  const problems: string[] = [];
  const shelf = fallbackStore(unavailableStore(new DOMException("no", "SecurityError")), ({ kind }) =>
    problems.push(kind),
  );
  expect(await shelf.get("a")).toBeUndefined();
  expect(await shelf.set([["a", 1]])).toMatchObject({ where: "memory", problem: { kind: "blocked" } });
  expect(await shelf.update("a", (old) => [old])).toMatchObject({ where: "memory" });
  expect(await shelf.get("a")).toEqual([1]);
  expect(await shelf.entries()).toEqual([["a", [1]]]);
  await shelf.delete(["a"]);
  expect(await shelf.keys()).toEqual([]);
  expect(new Set(problems)).toEqual(new Set(["blocked"]));
});

test("a set of several is kept whole or not at all", async () => {
  const below = memoryStore();
  const shelf = quiet(below);
  expect(
    await shelf.set([
      ["a", 1],
      ["b", () => 1],
    ]),
  ).toMatchObject({ where: "nowhere" });
  expect(await below.keys()).toEqual([]);
});
