import { expect, test } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import type { Advice } from "@/lib/analysis/advice/advice";
import { SMALLEST_CHUNK } from "@/lib/analysis/advice/chunk-size";
import type { Finding } from "@/lib/analysis/advice/finding";
import { figure, type Sentence, say } from "@/lib/analysis/advice/sentence";
import { ENOUGH_WORKERS } from "@/lib/analysis/advice/workers-help";
import type { ProgramSetting } from "@/lib/language/program-settings";
import type { Report } from "@/lib/protocol/report";
import type { Run } from "../run/run";
import { changesOf, recommendationOf, recommendedFor } from "./recommendation";

const setting = (id: string, kind: ProgramSetting["kind"], value?: number): ProgramSetting => ({
  id,
  kind,
  label: `setting ${id}`,
  line: 1,
  value,
  edits: () => [],
});

const { report } = experiment({
  strategies: ["sequential", "pooled"],
  workers: 2,
  items: 20,
  itemMs: 50,
  rounds: 5,
});
const finding = (kind: Finding["kind"], sentence: Sentence): Finding => ({
  kind,
  sentence,
  claims: [],
  rule: "",
});
const advice = {
  findings: [
    finding("workers", say`Use ${figure(ENOUGH_WORKERS, 6, "count")}.`),
    finding("chunk size", say`Use ${figure(SMALLEST_CHUNK, 8, "count")}.`),
  ],
  idealMs: undefined,
} as unknown as Advice;
const trials = report.strategies.map((each) => ({
  info: { label: each.strategy, strategy: each.strategy },
  report: each,
}));
const runOf = (changes: Partial<Report>) =>
  ({ report: { ...report, ...changes }, trials, document: { code: "mine" } }) as unknown as Run;

test("what the answer of a run shows is recommended, and nothing where it shows nothing or is of another program", () => {
  expect(recommendationOf(runOf({}), "mine", advice)).toEqual({
    workers: 6,
    chunk: 8,
    executor: "multiprocess",
  });
  const nothing = { workers: undefined, chunk: undefined, executor: undefined };
  // Times of a resumed run, and of a program with type errors, are compared with nothing.
  expect(recommendationOf(runOf({ resumed: true }), "mine", advice)).toEqual(nothing);
  expect(recommendationOf(runOf({ typeErrors: 1 }), "mine", advice)).toEqual(nothing);
  expect(recommendationOf(runOf({}), "another", advice)).toEqual(nothing);
});

test("nothing is recommended without a run of the program", () => {
  expect(recommendationOf(undefined, "", undefined)).toEqual({
    workers: undefined,
    chunk: undefined,
    executor: undefined,
  });
});

test("a recommendation is for settings of its kind", () => {
  const advised = { workers: 6, chunk: 8, executor: undefined };
  const kinds = ["parallel", "chunk", "limit", "retries"] as const;
  expect(kinds.map((kind) => recommendedFor(setting("1", kind), advised))).toEqual([
    6,
    8,
    undefined,
    undefined,
  ]);
});

test("the README names what was changed", () => {
  const settings = [setting("1", "parallel", 2), setting("2", "retries"), setting("3", "chunk", 5)];
  const values = new Map([
    ["1", 4],
    ["2", 3],
    ["3", 5],
  ]);
  expect(changesOf(settings, values)).toEqual(["setting 1: 4, was 2", "setting 2: 3"]);
});
