import { sources } from "@/lib/examples/python-sources.generated";
import { pythonExpectations } from "@/lib/examples/testing/expected-python";
import type { TreeNode } from "@/lib/protocol/report";
import { expect, test, treeOf } from "./support/embed";

// The lessons' programs in Python give the figures of the documents that they come after. @slow: Python has to start.

function count(node: TreeNode, counts = new Map<string, number>()): Map<string, number> {
  const name = `${node.kind} ${node.name}`;
  counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const child of node.children) count(child, counts);
  return counts;
}

for (const { program, output, nodes, opRuns, retries, cacheHits } of pythonExpectations) {
  test(`${program} gives its figures`, { tag: "@slow" }, async ({ ownEmbed: embed }) => {
    const ask = async () => {
      const options = { settings: { strategies: ["dynamic"], workers: 4, rounds: 1 } };
      const answer = await embed.ask({ type: "fanout:run", ...options });
      if (answer.type !== "fanout:result") throw new Error(JSON.stringify(answer));
      const [report] = answer.report.strategies;
      if (report === undefined) throw new Error("no strategy");
      return report;
    };
    const code = sources[`python-${program}`];
    await embed.ask({ type: "fanout:load", code, language: "python" });
    const report = await ask();
    expect(report.error).toBeUndefined();
    if (output !== undefined) expect(report.output).toEqual(output);
    const counts = count(treeOf(report));
    for (const [name, expected] of Object.entries(nodes)) expect(counts.get(name), name).toBe(expected);
    if (opRuns !== undefined) expect(report.counts.opRuns).toBe(opRuns);
    if (retries !== undefined) expect(report.counts.retries).toBe(retries);
    if (cacheHits !== undefined) expect((await ask()).counts.cacheHits).toBe(cacheHits);
  });
}
