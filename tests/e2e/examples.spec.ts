import { outline } from "@/lib/examples/outline";
import { sources } from "@/lib/examples/sources.generated";
import { expectations } from "@/lib/examples/testing/expected";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import type { TreeNode } from "@/lib/protocol/report";
import { type EmbedHost, expect, test, treeOf } from "./support/embed";

/** Programs whose first row is quick, one of each kind. */
const QUICK: readonly string[] = ["letters", "squares", "reports", "nested", "mixed", "spawn"];

/**
 * Every expected figure of the examples, in a real browser. A few are quick, on a pool; tests/unit/examples.test.ts checks
 * the others in Node as well.
 */
for (const row of expectations) {
  const { program, title } = row;
  // Chunks matter for the pool only; the others save no messages, and 26 items in a row take long.
  const all: readonly StrategyName[] = row.large || program === "chunks" ? ["pooled"] : STRATEGIES;
  if (QUICK.includes(program) && expectations.find((each) => each.program === program) === row)
    define(`${program}: ${title}`, row, ["pooled"]);
  define(`${program}, by every strategy: ${title} @slow`, row, all);
}

type Row = (typeof expectations)[number];

function define(title: string, row: Row, strategies: readonly StrategyName[]): void {
  if (/\bcache\b/.test(sources[row.program] ?? ""))
    test(title, ({ ownEmbed }) => meets(ownEmbed, row, strategies));
  else test(title, ({ embed }) => meets(embed, row, strategies));
}

async function meets(embed: EmbedHost, row: Row, strategies: readonly StrategyName[]): Promise<void> {
  const report = await embed.run(sources[row.program] ?? "", {
    inputs: row.inputs,
    settings: { ...row.settings, strategies: [...strategies] },
  });
  for (const part of report.strategies) {
    const { strategy } = part;
    if (row.error !== undefined) expect(part.error?.message, strategy).toBe(row.error);
    else expect(part.error, strategy).toBeUndefined();
    if (row.output !== undefined) expect(named(part.output), strategy).toEqual(row.output);
    if (row.outline !== undefined) expect(outline(treeOf(part)), strategy).toBe(row.outline);
    if (row.retries !== undefined) expect(part.counts.retries, strategy).toBe(row.retries);
    for (const [name, total] of Object.entries(row.meters ?? {})) {
      expect(part.meters[name] ?? 0, `${strategy}: ${name}`).toBe(total);
    }
    const opRuns = row.opRuns?.[strategy];
    if (opRuns !== undefined) expect(part.counts.opRuns, strategy).toBe(opRuns);
    const waves = row.waves?.[strategy];
    if (row.waves !== undefined && waves !== undefined) {
      expect(part.wallMs.median, strategy).toBeGreaterThanOrEqual(waves * row.waves.unitMs);
    }
    for (const [pattern, count] of Object.entries(row.nodes ?? {})) {
      expect(countNodes(treeOf(part), pattern), `${strategy}: ${pattern}`).toBe(count);
    }
    if (row.artifacts !== undefined) {
      const paths = new Set(part.artifacts.map(({ path }) => path));
      expect([...paths].sort(), strategy).toEqual([...row.artifacts].sort());
    }
    if (row.cache !== undefined) expect(part.counts.cacheHits, strategy).toBe(row.cache.first);
  }
  if (row.cache === undefined) return;
  const again = await embed.ask({ type: "fanout:run", rounds: 1 });
  if (again.type !== "fanout:result") throw new Error(JSON.stringify(again));
  for (const part of again.report.strategies) {
    expect(part.counts.cacheHits, `${part.strategy}, again`).toBe(row.cache.second);
    for (const [name, total] of Object.entries(row.cache.secondMeters ?? {})) {
      expect(part.meters[name] ?? 0, `${part.strategy}, again: ${name}`).toBe(total);
    }
  }
}

/** A Dir becomes its name, as in the table. */
function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(named);
  if (typeof value !== "object" || value === null) return value;
  if ("$fanout" in value && "name" in value) return value.name;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, named(inner)]));
}

/** Nodes of that name without cached ones; `x_*` is every name that starts with `x_`. */
function countNodes(node: TreeNode, pattern: string): number {
  const fits = pattern.endsWith("*") ? node.name.startsWith(pattern.slice(0, -1)) : node.name === pattern;
  const own = fits && !node.cached ? 1 : 0;
  return node.children.reduce((sum, child) => sum + countNodes(child, pattern), own);
}
