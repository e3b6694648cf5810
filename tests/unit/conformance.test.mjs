import { expect, test } from "vitest";
import { programsIn, snippetsIn } from "../../scripts/conformance/cases.mjs";
import { differences, differencesFromAll, stable, versionsOf } from "../../scripts/conformance/compare.mjs";
import { inRoot } from "../../scripts/paths.mjs";

const RECORDED = inRoot("tests/conformance/python/recorded");

/** What a program did. @param {readonly string[]} lines */
const answer = (lines, more = {}) => ({
  status: "succeeded",
  error: undefined,
  wallMs: 1,
  logs: lines.map((text) => ({ level: "log", text, worker: 0 })),
  ...more,
});
const failed = (name, message) => answer([], { status: "failed", error: { name, message } });

test("output is compared in order, unless none is defined", () => {
  expect(differences(answer(["a", "b"]), { exit: 0, stdout: ["a", "b"] })).toEqual([]);
  expect(differences(answer(["b", "a"]), { exit: 0, stdout: ["a", "b"] })).toHaveLength(1);
  expect(differences(answer(["b", "a"]), { exit: 0, stdout: { order: "any", items: ["a", "b"] } })).toEqual(
    [],
  );
  expect(differences(answer(["b"]), { exit: 0, stdout: { order: "any", items: ["a", "b"] } })).toHaveLength(
    1,
  );
  expect(differences(answer(["b"]), { exit: 0, stdout: { varies: [] } })).toEqual([]);
  expect(differences(answer(["a"]), { exit: 0 })).toHaveLength(1);
});

test("a line that changes from run to run may be anything", () => {
  const line = { varies: ["1", "2"] };
  expect(differences(answer(["a", "3"]), { exit: 0, stdout: ["a", line] })).toEqual([]);
  expect(differences(answer(["b", "3"]), { exit: 0, stdout: ["a", line] })).toHaveLength(1);
  const any = { order: "any", items: ["a", line] };
  expect(differences(answer(["3", "a"]), { exit: 0, stdout: any })).toEqual([]);
  expect(differences(answer(["3", "b"]), { exit: 0, stdout: any })).toHaveLength(1);
});

test("lines of standard error are no output", () => {
  const logs = [{ level: "warn", text: "Traceback", worker: 1 }];
  expect(differences(answer([], { logs }), { exit: 0, stdout: [] })).toEqual([]);
});

test("the class and the message of what was raised count, and that nothing was", () => {
  const raised = { class: "builtins.ValueError", message: "bad at 0x<address>" };
  expect(differences(failed("ValueError", "bad at 0x7f00ab"), { raised })).toEqual([]);
  expect(differences(failed("ValueError", "other"), { raised })).toHaveLength(1);
  expect(differences(failed("TypeError", "bad at 0x7f00ab"), { raised })).toHaveLength(1);
  expect(differences(answer([]), { raised })).toHaveLength(1);
  expect(differences(failed("ValueError", ""), { raised: null })).toHaveLength(1);
  expect(differences(failed("ValueError", ""), { exit: 1, stdout: [] })).toEqual([]);
});

test("where CPython hangs, Fanout fails", () => {
  expect(differences(failed("RuntimeError", ""), { hangs: true })).toEqual([]);
  expect(differences(answer([]), { hangs: true })).toHaveLength(1);
});

test("what changes from run to run is left out of texts", () => {
  expect(stable("ForkPoolWorker-3 <f at 0x7fab12>")).toBe("PoolWorker-<n> <f at 0x<address>>");
  expect(stable("d41d8cd98f00b204e9800998ecf8427e in /tmp/a, took 1.5s.")).toBe(
    "<hash> in <path>/a, took <time>.",
  );
  expect(stable("/home/pyodide/main.py, Process-1")).toBe("<folder>/main.py, Process-<n>");
});

test("any recorded version may hold", () => {
  const result = { exit: 0, stdout: ["3.11"], also: { 3.12: "same", 3.13: { stdout: ["3.13"] } } };
  expect(versionsOf(result)).toHaveLength(2);
  expect(differencesFromAll(answer(["3.13"]), versionsOf(result))).toEqual([]);
  expect(differencesFromAll(answer(["3.14"]), versionsOf(result))).toHaveLength(1);
});

test("the recordings are read, with what Python 3.14 gives instead", () => {
  const all = [...programsIn(RECORDED), ...snippetsIn(RECORDED)];
  expect(all.length).toBeGreaterThan(70);
  for (const { name, source, versions } of all) {
    expect(source, name).toMatch(/\n/);
    expect(versions.length, name).toBeGreaterThan(0);
  }
  const lambda = all.find(({ name }) => name === "multiprocessing/local-lambda");
  expect(lambda?.versions).toMatchObject([{ raised: { class: "_pickle.PicklingError" } }]);
});
