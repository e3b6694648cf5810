import type { Settings } from "@/lib/model/settings";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import type { StrategyReport, TreeNode } from "@/lib/protocol/report";

/** A small program and what it must give under each strategy: one example of a kind of mistake. */
export interface ProgramCase {
  readonly name: string;
  /** What it holds, in words. */
  readonly says: string;
  readonly code: string;
  /** Of the run; by default 2 workers. */
  readonly settings?: Partial<Settings>;
  /** Default: all. */
  readonly strategies?: readonly StrategyName[];
  /** The output, if the run succeeds. */
  readonly output?: unknown;
  /** What holds of the strategy's report, where the output does not say it. */
  readonly check?: (s: StrategyReport) => boolean;
  /** It needs real time or real workers: not in virtual time. */
  readonly isReal?: boolean;
  /** Not done yet: it is expected to fail. */
  readonly isPending?: boolean;
}

export const strategiesOf = ({ strategies = STRATEGIES }: ProgramCase): readonly StrategyName[] => strategies;

/** What a strategy's report has, and should have; equal where the case holds. */
export function verdict(
  program: ProgramCase,
  s: StrategyReport,
): { readonly is: unknown; readonly should: unknown } {
  const { status, error, output } = s;
  if (program.check) return { is: program.check(s) || { status, error, output }, should: true };
  return {
    is: { status, error, output },
    should: { status: "succeeded", error: undefined, output: program.output },
  };
}

/** A node of a tree and all below it. */
export function* walk(node: TreeNode | undefined): Generator<TreeNode> {
  if (!node) return;
  yield node;
  for (const child of node.children) yield* walk(child);
}
