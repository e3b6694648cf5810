import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { strategyReport } from "@/lib/analysis/report/report";
import { type RunOptions, runProgram } from "@/lib/engine/testing/run-program";
import { outcomeOf } from "@/lib/engine/wire-mapping";
import { outline } from "@/lib/examples/outline";
import { type Expectation, expectations } from "@/lib/examples/testing/expected";
import { KINDS } from "@/lib/model/kind";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import type { StrategyReport, TreeNode } from "@/lib/protocol/report";
import type { Trace } from "@/lib/trace/trace";

const sourceOf = (program: string) =>
  readFileSync(new URL(`../../lib/examples/programs/${program}.ts`, import.meta.url), "utf8");

/** Time is virtual, and starting and sending take none: durations are exact. */
const world = { latencyMs: 0, startMs: 0, directCalls: false };

async function runOnce(expected: Expectation, strategy: StrategyName, options: RunOptions = {}) {
  const { program, settings, inputs } = expected;
  const given = { timeoutMs: 3_600_000, world, ...settings, inputs, ...options };
  const { end, trace } = await runProgram(sourceOf(program), strategy, given);
  const outcome = outcomeOf(end);
  return { end, trace, report: strategyReport(strategy, [{ trace, outcome }], 0.001) };
}

/** Duration of each group of the entry, ms. */
function groupsOf(trace: Trace): Readonly<Record<string, number>> {
  const rows = Array.from({ length: trace.count }, (_, row) => row);
  const groups = rows.filter((row) => trace.parent[row] === 0 && KINDS[trace.kind[row] ?? -1] === "group");
  return Object.fromEntries(
    groups.map((row) => [
      trace.names[trace.name[row] ?? -1],
      (trace.ended[row] ?? 0) - (trace.started[row] ?? 0),
    ]),
  );
}

function everyNode(node: TreeNode): readonly TreeNode[] {
  return [node, ...node.children.flatMap(everyNode)];
}

function countOf({ tree }: StrategyReport, pattern: string): number {
  const prefix = pattern.endsWith("*") ? pattern.slice(0, -1) : undefined;
  const nodes = tree === undefined ? [] : everyNode(tree);
  return nodes.filter(
    ({ name, cached }) => !cached && (prefix === undefined ? name === pattern : name.startsWith(prefix)),
  ).length;
}

/** A Dir becomes its name, as in the table. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === "object" && inner !== null && "$fanout" in inner && "name" in inner
        ? inner.name
        : inner,
    ) ?? "null",
  );

describe.each(STRATEGIES)("the example programs, %s", (strategy) => {
  const rows = expectations.filter(({ large }) => !large);
  it.each(rows.map((row) => [row.program, row.title, row] as const))(
    "%s: %s",
    async (_program, _title, row) => {
      const { end, trace, report } = await runOnce(row, strategy);
      expect(end.error?.message).toBe(row.error);
      expect(end.status).toBe(row.error === undefined ? "succeeded" : "failed");
      if ("output" in row) expect(plain(end.output)).toEqual(row.output);
      if (row.outline) expect(report.tree && outline(report.tree)).toBe(row.outline);
      const opRuns = row.opRuns?.[strategy];
      if (opRuns !== undefined) expect(report.counts.opRuns).toBe(opRuns);
      const waves = row.waves?.[strategy];
      if (row.waves && waves !== undefined) expect(trace.wallMs / row.waves.unitMs).toBeCloseTo(waves, 6);
      if (row.groupWaves && strategy === "pooled") {
        const { unitMs, groups } = row.groupWaves;
        const measured = groupsOf(trace);
        for (const [name, units] of Object.entries(groups))
          expect((measured[name] ?? 0) / unitMs).toBeCloseTo(units, 6);
      }
      for (const [name, total] of Object.entries(row.meters ?? {}))
        expect(report.meters[name] ?? 0).toBe(total);
      for (const [pattern, count] of Object.entries(row.nodes ?? {}))
        expect(countOf(report, pattern), pattern).toBe(count);
      if (row.retries !== undefined) expect(report.counts.retries).toBe(row.retries);
      if (row.artifacts)
        expect([...new Set(report.artifacts.map(({ path }) => path))].sort()).toEqual(
          [...row.artifacts].sort(),
        );
      if (row.cache) {
        expect(report.counts.cacheHits).toBe(row.cache.first);
        const again = await runOnce(row, strategy, { cache: end.cache });
        expect(again.report.counts.cacheHits).toBe(row.cache.second);
        expect(plain(again.end.output)).toEqual(plain(end.output));
        for (const [name, total] of Object.entries(row.cache.secondMeters ?? {})) {
          expect(again.report.meters[name] ?? 0).toBe(total);
        }
      }
    },
  );
});

describe("the example programs", () => {
  const row = (program: string, inputs: Readonly<Record<string, unknown>>, workers = 4): Expectation => ({
    program,
    title: "",
    inputs,
    settings: { workers },
  });
  const itemsOf = ({ tree }: StrategyReport) =>
    (tree === undefined ? [] : everyNode(tree)).filter(({ index }) => index !== undefined);

  it("fail in the same way under every strategy", async () => {
    const attempts: string[][] = [];
    for (const strategy of STRATEGIES) {
      const { report } = await runOnce(row("retries", {}), strategy);
      attempts.push(itemsOf(report).map((item) => `${item.key} ${item.attempts}`));
    }
    expect(attempts[0]).toHaveLength(26);
    expect(attempts[0]?.some((text) => text.endsWith(" 2"))).toBe(true);
    for (const other of attempts) expect(other).toEqual(attempts[0]);
  });

  it.each(["dynamic", "pooled"] as const)(
    "skip calls that have not started, or run them, %s",
    async (strategy) => {
      const statuses = async (finishRest: boolean) => {
        const { report } = await runOnce(
          row("retries", { failRate: 0, broken: "a", finishRest }, 2),
          strategy,
        );
        return itemsOf(report).map(({ status }) => status);
      };
      const fast = await statuses(false);
      expect(fast[0]).toBe("failed");
      expect(fast.at(-1)).toBe("skipped");
      expect(await statuses(true)).toEqual(["failed", ...new Array(25).fill("succeeded")]);
    },
  );

  it.each(STRATEGIES)("reuse a report's calls in its next attempt, %s", async (strategy) => {
    const { end, report } = await runOnce(row("reports", { failRate: 0.2 }), strategy);
    expect(end.status).toBe("succeeded");
    expect(report.counts.retries).toBeGreaterThan(0);
    expect(report.counts.replays).toBeGreaterThan(0);
    expect(report.meters.calls).toBe(25);
  });
});
