import { describe, expect, it } from "vitest";
import type { RefereeRecord } from "@/lib/protocol/referee";
import { compareRecords, pageDifference } from "./compare";

const record: RefereeRecord = {
  version: "1.13.28",
  isEntry: true,
  output: null,
  raised: null,
  printed: ["at 0x7f001122"],
  log: [
    { step: "load", event: "STEP_START" },
    { step: "load", event: "STEP_OUTPUT", message: 'Yielded output "result"', mapping_key: "a" },
    { step: "load", event: "STEP_SUCCESS" },
    { step: "square[a]", event: "STEP_START" },
    { step: "square[a]", event: "STEP_SUCCESS" },
    { step: "square[b]", event: "STEP_START" },
    { step: "square[b]", event: "STEP_SUCCESS" },
    { step: null, event: "RUN_SUCCESS", message: "Finished execution of run" },
  ],
  outputs: { load: "{'a': 1}", square: "{'a': 1}" },
};

describe("compareRecords", () => {
  it("finds nothing where all is the same, and counts steps", () => {
    const same = { ...record, printed: ["at 0x7fffffff"] };
    expect(compareRecords(same, record)).toEqual({ differences: [], steps: 3 });
  });

  it("names another output, by its step", () => {
    const other = { ...record, outputs: { ...record.outputs, square: "{'a': 2}" } };
    expect(compareRecords(other, record).differences).toEqual([
      { what: "output of square", here: "{'a': 2}", real: "{'a': 1}" },
    ]);
  });

  it("names steps that only one of them ran", () => {
    const fewer = { ...record, log: record.log.filter(({ step }) => step !== "square[b]") };
    const [only] = compareRecords(fewer, record).differences;
    expect(only).toEqual({ what: "step square[b]", here: undefined, real: "it ran" });
  });

  it("names the first line of a step that differs, in all that is recorded of it", () => {
    const log = record.log.map((line) => (line.mapping_key ? { ...line, mapping_key: "z" } : line));
    const [only, ...more] = compareRecords({ ...record, log }, record).differences;
    expect(only?.what).toBe("step load, line 2");
    expect(only?.here).toContain('"mapping_key":"z"');
    expect(more).toEqual([]);
  });

  it("compares the class and the message of errors, and what caused them", () => {
    const error = {
      class: "builtins.ValueError",
      message: "no",
      cause: { class: "KeyError", message: "'a'" },
    };
    const failed = { ...record, raised: error };
    expect(compareRecords(failed, failed).differences).toEqual([]);
    expect(compareRecords(record, failed).differences).toEqual([
      { what: "error", here: undefined, real: "builtins.ValueError: no, caused by KeyError: 'a'" },
    ]);
    const other = { ...record, raised: { ...error, message: "yes" } };
    expect(compareRecords(other, failed).differences.map(({ what }) => what)).toEqual(["error"]);
  });

  it("speaks of the order of steps where nothing else differs", () => {
    const at = (from: number, to: number) => record.log.slice(from, to);
    const log = [...at(0, 3), ...at(5, 7), ...at(3, 5), ...at(7, 8)];
    expect(compareRecords({ ...record, log }, record).differences).toEqual([
      { what: "order of steps, number 2", here: "square[b]", real: "square[a]" },
    ]);
  });

  it("compares what a workflow gives", () => {
    const [only] = compareRecords({ ...record, output: "1" }, { ...record, output: "2" }).differences;
    expect(only).toEqual({ what: "result", here: "1", real: "2" });
  });

  it("finds another result on the page than in the local mode, where there is one", () => {
    const local = { ...record, pageOutput: "{'merge': 1}" };
    expect(pageDifference("{'merge': 1}", local)).toBeUndefined();
    expect(pageDifference(undefined, local)).toBeUndefined();
    expect(pageDifference("{'merge': 2}", local)?.here).toBe("{'merge': 2}");
    expect(pageDifference("3", record)).toBeUndefined();
  });

  it("compares the value of the last line of a program that starts its runs itself", () => {
    const own = { ...record, isEntry: false, output: "1" };
    expect(compareRecords({ ...own, output: "2" }, own).differences.map(({ what }) => what)).toEqual([
      "value of the last line",
    ]);
  });
});
