import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { groupsOf, outcomesOf, programOf } from "../../scripts/cpython/program.mjs";
import { inRoot } from "../../scripts/paths.mjs";

const FOLDER = inRoot("tests/conformance/python/cpython");

test("names are grouped by their class", () => {
  expect(groupsOf("# a comment\na.py: A.one\na.py: A.two\nb/c.py: B.x\n")).toEqual([
    { file: "a.py", group: "a.py: A", names: ["A.one", "A.two"] },
    { file: "b/c.py", group: "b/c.py: B", names: ["B.x"] },
  ]);
});

test("the test that was running when the program ended did not pass, and those after it are to be run again", () => {
  const line = (text: string) => ({ level: "log" as const, text, worker: 0 });
  const logs = [line('["A.one", "passed", ""]'), line('["not JSON'), line("printed by a test")];
  const answer = { status: "failed", error: { name: "TimeoutError", message: "too long" }, logs };
  expect(outcomesOf(["A.one", "A.two", "A.three"], answer)).toEqual([
    ["A.one", "passed", ""],
    ["A.two", "ended", "TimeoutError: too long"],
  ]);
});

test("the program names the module of its tests", () => {
  const [group] = groupsOf("test_asyncio/test_locks.py: LockTests.test_lock");
  if (!group) throw new Error("no group");
  expect(programOf(group, "")).toContain('import_module("test.test_asyncio.test_locks")');
});

test("there are at most 100 exceptions, each of a listed test and with a reason", () => {
  const exceptions: Record<string, string> = JSON.parse(readFileSync(`${FOLDER}/exceptions.json`, "utf8"));
  const listed = new Set(readFileSync(`${FOLDER}/tests.txt`, "utf8").split("\n"));
  expect(Object.keys(exceptions).length).toBeLessThanOrEqual(100);
  for (const [name, reason] of Object.entries(exceptions)) {
    expect(listed, name).toContain(name);
    expect(reason.length, name).toBeGreaterThan(10);
  }
});
