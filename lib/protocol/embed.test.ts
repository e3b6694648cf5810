import { expect, test } from "vitest";
import { PROGRAM_MAX_BYTES } from "@/lib/model/limits";
import { embedMessageSchema, hostMessageSchema } from "./embed";

const refused = (message: unknown): string => {
  const parsed = hostMessageSchema.safeParse(message);
  return parsed.success
    ? ""
    : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
};

test("what a host may say", () => {
  for (const message of [
    {
      type: "fanout:load",
      version: 1,
      id: "a",
      code: "x",
      inputs: { n: [1, null] },
      settings: { workers: 2 },
    },
    { type: "fanout:load", version: 1, code: "" },
    { type: "fanout:load", version: 1, code: "", language: "typescript" },
    { type: "fanout:load", version: 1, code: "", language: undefined },
    { type: "fanout:run", version: 1, id: 7, strategies: ["pooled"], rounds: 3 },
    { type: "fanout:run", version: 1, rounds: "auto", settings: { seed: 1 } },
    { type: "fanout:stop", version: 1 },
    { type: "fanout:theme", version: 1, theme: "dark" },
    { type: "fanout:ping", version: 1, newerKey: true },
  ]) {
    expect(refused(message), message.type).toBe("");
  }
});

test("what is refused, and why", () => {
  const load = { type: "fanout:load", version: 1, code: "x" };
  expect(refused({ ...load, version: 2 })).toMatch(/^version/);
  expect(refused({ ...load, version: undefined })).toMatch(/^version/);
  expect(refused({ ...load, code: "x".repeat(PROGRAM_MAX_BYTES + 1) })).toContain("larger than 256 KiB");
  expect(refused({ ...load, code: "€".repeat(PROGRAM_MAX_BYTES / 2) })).toContain("larger than 256 KiB");
  expect(refused({ ...load, language: "cobol" })).toBe(
    'language: the program is written in "cobol", and this version of Fanout knows TypeScript and Python only',
  );
  for (const language of [1, {}, [], Object.create(null), { toString: 1, valueOf: 1 }, [Object.create(null)]])
    expect(refused({ ...load, language })).toBe(
      "language: the program is written in a language without a name, and this version of Fanout knows TypeScript and Python only",
    );
  expect(refused({ ...load, settings: { wokers: 2 } })).toContain("wokers");
  expect(refused({ ...load, id: "x".repeat(201) })).toMatch(/^id/);
  expect(refused({ type: "fanout:run", version: 1, strategies: [] })).toMatch(/^strategies/);
  for (const twice of [
    { strategies: ["pooled", "pooled"] },
    { settings: { strategies: ["pooled", "pooled"] } },
  ])
    expect(refused({ type: "fanout:run", version: 1, ...twice })).toContain(
      '"pooled" is there more than once',
    );
  expect(refused({ type: "fanout:theme", version: 1, theme: "blue" })).toMatch(/^theme/);
  expect(refused({ type: "fanout:eval", version: 1 })).toMatch(/^type/);
  for (const nothing of [null, undefined, 1, "fanout:run", [], () => 1])
    expect(refused(nothing)).not.toBe("");
});

test("inputs have to be plain and small", () => {
  const load = { type: "fanout:load", version: 1, code: "x" };
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  let deep: unknown[] = [];
  for (let level = 0; level < 100_000; level++) deep = [deep];
  for (const inputs of [cyclic, { n: 1n }, { text: "x".repeat(1024 * 1024) }, { deep }]) {
    expect(refused({ ...load, inputs })).toContain("inputs: must be plain JSON of at most 1 MiB");
  }
});

test("what an embed says", () => {
  for (const message of [
    { type: "fanout:ready", version: 1 },
    { type: "fanout:loaded", version: 1, id: "a" },
    { type: "fanout:progress", version: 1, id: "a", strategy: "pooled", round: 1, done: 3, total: 28 },
    { type: "fanout:error", version: 1, message: "Unexpected token", line: 3, column: 7 },
    { type: "fanout:resize", version: 1, height: 321.5 },
  ]) {
    expect(embedMessageSchema.safeParse(message).success, message.type).toBe(true);
  }
  expect(
    embedMessageSchema.safeParse({ type: "fanout:resize", version: 1, height: Number.NaN }).success,
  ).toBe(false);
  expect(embedMessageSchema.safeParse({ type: "fanout:result", version: 1, report: {} }).success).toBe(false);
});
