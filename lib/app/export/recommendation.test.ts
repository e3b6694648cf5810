import { expect, test } from "vitest";
import type { ProgramSetting } from "@/lib/language/program-settings";
import { changesOf, recommendationOf, recommendedFor } from "./recommendation";

const setting = (id: string, kind: ProgramSetting["kind"], value?: number): ProgramSetting => ({
  id,
  kind,
  label: `setting ${id}`,
  line: 1,
  value,
  edits: () => [],
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
