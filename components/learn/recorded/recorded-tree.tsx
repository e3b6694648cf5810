import clsx from "clsx";
import { formatCount, formatDuration } from "@/lib/base/format";
import type { TreeNode } from "@/lib/protocol/report";
import { type Folded, fold, linesOf } from "./fold";

const INDENTS = ["pl-0", "pl-4", "pl-8", "pl-12", "pl-16", "pl-20", "pl-24", "pl-28"];

export function RecordedTree({ tree }: { readonly tree: TreeNode }) {
  const root = fold(tree);
  const lines = linesOf(root);
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">Call tree of the run; equal siblings are counted</caption>
      <thead className="text-muted text-sm">
        <tr className="border-b">
          <th scope="col" className="pb-1 text-left font-normal">
            Tree
          </th>
          <th scope="col" className="pb-1 pl-4 text-right font-normal">
            Duration
          </th>
          <th scope="col" className="w-2/5 pb-1 pl-4 text-left font-normal max-sm:hidden">
            When
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ node, level }, at) => (
          // A line has no name of its own: a loop's turns are alike.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <tr key={at}>
            <th scope="row" className="py-0.5 text-left align-baseline font-normal">
              <span
                className={clsx(
                  "flex flex-wrap items-baseline gap-x-2",
                  INDENTS[Math.min(level - 1, INDENTS.length - 1)],
                )}
              >
                <span className="wrap-anywhere font-mono">
                  {node.count > 1 && <span className="text-muted">{formatCount(node.count)} × </span>}
                  {node.name}
                </span>
                <span className="text-muted text-sm">{wordsOf(node)}</span>
              </span>
            </th>
            <td className="whitespace-nowrap py-0.5 pl-4 text-right align-baseline">{durationOf(node)}</td>
            <td className="py-0.5 pl-4 align-middle max-sm:hidden">
              <Place node={node} root={root} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function wordsOf({ kind, count, attempts }: Folded): string {
  const word = kind === "launchPlan" ? "launch plan" : kind;
  return attempts > count ? `${word}, ${formatCount(attempts)} attempts` : word;
}

function durationOf({ durations: [shortest, longest] }: Folded): string {
  const [low, high] = [formatDuration(shortest), formatDuration(longest)];
  if (low === high) return low;
  const unit = / \S+$/.exec(high)?.[0] ?? "";
  return low.endsWith(unit) ? `${low.slice(0, -unit.length)}–${high}` : `${low}–${high}`;
}

function Place({ node, root }: { readonly node: Folded; readonly root: Folded }) {
  const whole = Math.max(root.endMs - root.startMs, Number.MIN_VALUE);
  const left = ((node.startMs - root.startMs) / whole) * 100;
  const width = ((node.endMs - node.startMs) / whole) * 100;
  const wrapper = node.children.length > 0;
  return (
    <span aria-hidden className="keep-colors block h-2 w-full rounded-[2px] bg-subtle">
      <span
        className={clsx("block h-full min-w-px rounded-[2px]", wrapper ? "bg-line-strong" : "bg-compute")}
        style={{ marginLeft: `${left}%`, width: `${width}%` }}
      />
    </span>
  );
}
