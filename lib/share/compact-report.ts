import { LINK_MAX_NODES, LINK_OUTPUT_MAX_LENGTH } from "@/lib/model/limits";
import type { Report, StrategyReport } from "@/lib/protocol/report";
import { cutTree } from "./cut-tree";
import { BREAKDOWN_V1, COUNTS_V1, type ReportV1, type StrategyV1 } from "./report-v1";
import { settingsThatDiffer } from "./settings-diff";
import { baseSettingsV1 } from "./settings-v1";
import { toColumns } from "./tree-columns";

export interface ReportLimits {
  /** Nodes kept of each strategy's tree, level by level; 0 leaves the trees out. Default `LINK_MAX_NODES`. */
  readonly maxNodes?: number;
  /** Characters kept of each output, as JSON. Default `LINK_OUTPUT_MAX_LENGTH`. */
  readonly maxOutput?: number;
}

/**
 * A report as a link carries it: figures to five digits, trees and outputs cut to the limits.
 * @param recordedAt when it was recorded, ISO 8601
 */
export function compactReport(
  report: Report,
  recordedAt: string | undefined,
  limits: ReportLimits = {},
): ReportV1 {
  const { maxNodes = LINK_MAX_NODES, maxOutput = LINK_OUTPUT_MAX_LENGTH } = limits;
  const { cores, userAgent, crossOriginIsolated, timerStepMs, hidden } = report.environment;
  const seconds = Math.floor(Date.parse(recordedAt ?? "") / 1000);
  const settings = settingsThatDiffer(report.settings, baseSettingsV1(cores));
  return {
    ...(seconds >= 0 && { at: seconds }),
    program: [report.program.name, report.program.hash],
    ...(Object.keys(report.inputs).length > 0 && { inputs: report.inputs }),
    ...(settings && { settings }),
    environment: [cores, userAgent, crossOriginIsolated ? 1 : 0, round(timerStepMs)],
    ...(hidden && { hidden: 1 as const }),
    ...(report.resumed && { resumed: 1 as const }),
    ...(report.program.fansOutItself && { own: 1 as const }),
    strategies: report.strategies.map((strategy) => compactStrategy(strategy, maxNodes, maxOutput)),
  };
}

function compactStrategy(report: StrategyReport, maxNodes: number, maxOutput: number): StrategyV1 {
  const { wallMs, counts, breakdown, logs, tree, error } = report;
  const output = cutOutput(report.output, maxOutput);
  return {
    strategy: report.strategy,
    ...(report.status !== "succeeded" && { status: report.status }),
    rounds: report.rounds.map((one) => round(one.wallMs)),
    wall: [round(wallMs.median), round(wallMs.low), round(wallMs.high)],
    output: output.value,
    ...((output.cut || report.outputTruncated) && { cut: 1 as const }),
    ...(report.outputRepr !== undefined && { repr: report.outputRepr.slice(0, maxOutput) }),
    ...(error && {
      error: {
        name: error.name,
        message: error.message,
        line: error.line,
        column: error.column,
        path: error.path,
      },
    }),
    ...(report.inline && { inline: 1 as const }),
    ...(report.aheadMs !== undefined && { ahead: round(report.aheadMs) }),
    counts: COUNTS_V1.map((name) => counts[name]) as StrategyV1["counts"],
    breakdown: BREAKDOWN_V1.map((name) => round(breakdown[name])) as StrategyV1["breakdown"],
    ...(Object.keys(report.meters).length > 0 && {
      meters: Object.fromEntries(Object.entries(report.meters).map(([name, total]) => [name, round(total)])),
    }),
    ...((logs.lines > 0 || logs.dropped > 0) && { logs: [logs.lines, logs.dropped] }),
    ...(report.artifacts.length > 0 && {
      artifacts: report.artifacts.map(({ path, bytes }): [string, number] => [path, bytes]),
    }),
    ...(tree && maxNodes > 0 && { tree: toColumns(cutTree(tree, maxNodes)) }),
  };
}

/** An output that is too long becomes the beginning of its JSON text. */
function cutOutput(output: unknown, most: number): { value: unknown; cut: boolean } {
  const text = JSON.stringify(output);
  if (text === undefined || text.length <= most) return { value: output, cut: false };
  return { value: text.slice(0, most), cut: true };
}

const round = (value: number): number => Number(value.toPrecision(5));
