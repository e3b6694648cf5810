import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { outline } from "@/lib/examples/outline";
import { type Expectation, expectations } from "@/lib/examples/testing/expected";
import { runReference } from "../support/reference-sdk";
import type { ReferenceNode, ReferenceRun, Strategy } from "../support/reference-types";

const STRATEGIES: readonly Strategy[] = ["sequential", "async", "dynamic", "pooled", "hybrid"];

const sourceOf = (program: string) =>
  readFileSync(new URL(`../../lib/examples/programs/${program}.ts`, import.meta.url), "utf8");

function everyNode(root: ReferenceNode): readonly ReferenceNode[] {
  return [root, ...root.children.flatMap(everyNode)];
}

function countOf(run: ReferenceRun, pattern: string): number {
  const prefix = pattern.endsWith("*") ? pattern.slice(0, -1) : undefined;
  return everyNode(run.tree).filter(
    ({ name, cached }) => !cached && (prefix === undefined ? name === pattern : name.startsWith(prefix)),
  ).length;
}

/** A Dir stands for its name, as in the table. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === "object" && inner !== null && "$fanout" in inner && "name" in inner
        ? inner.name
        : inner,
    ) ?? "null",
  );

function artifactsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap(artifactsOf))];
  if (typeof value !== "object" || value === null || !("files" in value) || !("name" in value)) return [];
  return value.files instanceof Map
    ? [...value.files.keys()].sort().map((file) => `${value.name}/${file}`)
    : [];
}

async function check(expected: Expectation, strategy: Strategy) {
  const cache = new Map<string, Promise<unknown>>();
  const options = { ...expected.settings, strategy, cache };
  const run = await runReference(sourceOf(expected.program), expected.inputs, options);

  expect(run.error?.message).toBe(expected.error);
  if ("output" in expected) expect(plain(run.output)).toEqual(expected.output);
  if (expected.outline) expect(outline(run.tree)).toBe(expected.outline);
  const opRuns = expected.opRuns?.[strategy];
  if (opRuns !== undefined) expect(run.opRuns).toBe(opRuns);
  const waves = expected.waves?.[strategy];
  if (expected.waves && waves !== undefined) expect(run.wallMs / expected.waves.unitMs).toBe(waves);
  if (expected.groupWaves && strategy === "pooled") {
    const { unitMs, groups } = expected.groupWaves;
    const measured = run.tree.children.map(({ name, startMs, endMs }) => [name, (endMs - startMs) / unitMs]);
    expect(Object.fromEntries(measured)).toEqual(groups);
  }
  for (const [name, total] of Object.entries(expected.meters ?? {}))
    expect(run.meters[name] ?? 0).toBe(total);
  for (const [pattern, count] of Object.entries(expected.nodes ?? {}))
    expect(countOf(run, pattern)).toBe(count);
  if (expected.retries !== undefined) expect(run.retries).toBe(expected.retries);
  if (expected.artifacts) expect(artifactsOf(run.output)).toEqual(expected.artifacts);
  if (expected.cache) {
    expect(run.cacheHits).toBe(expected.cache.first);
    const again = await runReference(sourceOf(expected.program), expected.inputs, options);
    expect(again.cacheHits).toBe(expected.cache.second);
    expect(plain(again.output)).toEqual(plain(run.output));
    for (const [name, total] of Object.entries(expected.cache.secondMeters ?? {})) {
      expect(again.meters[name] ?? 0).toBe(total);
    }
  }
  return run;
}

describe.each(STRATEGIES)("the example programs, %s", (strategy) => {
  const rows = expectations.filter(({ large }) => !large);
  it.each(rows.map((row) => [row.program, row.title, row] as const))(
    "%s: %s",
    async (_program, _title, row) => {
      await check(row, strategy);
    },
  );
});

describe("the example programs", () => {
  it("give the same failures under every strategy", async () => {
    const failures = await Promise.all(
      STRATEGIES.map(async (strategy) => {
        const { tree } = await runReference(sourceOf("retries"), {}, { strategy });
        return everyNode(tree).map(({ key, attempts }) => `${key} ${attempts}`);
      }),
    );
    expect(failures[0]?.some((line) => line.endsWith(" 2"))).toBe(true);
    for (const other of failures) expect(other).toEqual(failures[0]);
  });

  it("replay a report's calls when it is tried again", async () => {
    const options = { strategy: "pooled", seed: 3 } as const;
    const run = await runReference(sourceOf("reports"), { failRate: 0.1 }, options);
    const calm = await runReference(sourceOf("reports"), {}, options);
    expect(run.error).toBeUndefined();
    expect(run.retries).toBeGreaterThan(0);
    expect(everyNode(run.tree).some(({ replayed }) => replayed)).toBe(true);
    expect(run.meters.calls).toBe(calm.meters.calls);
    expect(plain(run.output)).toEqual(plain(calm.output));
  });

  it("skip what has not started, or run it, after a failure", async () => {
    const statuses = async (finishRest: boolean) => {
      const inputs = { failRate: 0, broken: "a", finishRest, pieceMs: 100 };
      const { tree } = await runReference(sourceOf("retries"), inputs, { strategy: "pooled", workers: 2 });
      return everyNode(tree)
        .filter(({ index }) => index !== undefined)
        .map(({ status }) => status);
    };
    const fast = await statuses(false);
    expect(fast[0]).toBe("failed");
    expect(fast.at(-1)).toBe("skipped");
    expect(await statuses(true)).toEqual(["failed", ...new Array(25).fill("succeeded")]);
  });
});
