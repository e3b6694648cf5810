import "./no-eval";
import * as z from "zod";
import { KINDS } from "@/lib/model/kind";
import { OUTPUT_REPR_MAX_LENGTH } from "@/lib/model/limits";
import { STATUSES } from "@/lib/model/status";
import { STRATEGIES } from "@/lib/model/strategy";
import { settingsSchema } from "./settings";

/** `version: 1`: what "Copy report (JSON)" gives, what an embed posts, what a link can carry. */
const runStatus = z.enum(["succeeded", "failed", "cancelled"]);
const finite = z.number();
const count = z.int().min(0);

export interface TreeNode {
  kind: (typeof KINDS)[number];
  name: string;
  key?: string;
  index?: number;
  status: (typeof STATUSES)[number];
  attempts: number;
  cached?: boolean;
  replayed?: boolean;
  startMs: number;
  durationMs: number;
  worker?: number;
  children: TreeNode[];
  /** Children (with all below them) left out here because the tree was cut at 20,000 nodes. */
  omitted?: number;
}

const treeNodeSchema: z.ZodType<TreeNode> = z.lazy(() =>
  z.object({
    kind: z.enum(KINDS),
    name: z.string(),
    key: z.string().optional(),
    index: count.optional(),
    status: z.enum(STATUSES),
    attempts: count,
    cached: z.boolean().optional(),
    replayed: z.boolean().optional(),
    startMs: finite,
    durationMs: finite,
    worker: z.int().optional(),
    children: z.array(treeNodeSchema),
    omitted: count.optional(),
  }),
);

const reportErrorSchema = z.object({
  name: z.string(),
  message: z.string(),
  line: z.int().optional(),
  column: z.int().optional(),
  path: z.array(z.string()).optional(),
});
export type ReportError = z.infer<typeof reportErrorSchema>;

const breakdownSchema = z.object({
  spawn: finite,
  queue: finite,
  transfer: finite,
  compute: finite,
  idle: finite,
});
/** Lane milliseconds; the parts sum to lanes × wall time. */
export type Breakdown = z.infer<typeof breakdownSchema>;

const countsSchema = z.object({
  spans: count,
  attempts: count,
  retries: count,
  cacheHits: count,
  replays: count,
  failed: count,
  skipped: count,
  opRuns: count,
  workersStarted: count,
  peakParallel: count,
});
export type Counts = z.infer<typeof countsSchema>;

export const strategyReportSchema = z.object({
  strategy: z.enum(STRATEGIES),
  status: runStatus,
  rounds: z.array(z.object({ wallMs: finite })),
  wallMs: z.object({ median: finite, low: finite, high: finite }),
  output: z.unknown(),
  outputTruncated: z.boolean().optional(),
  /** The output as the program's language writes it, where that is not JSON: Python's `repr`. */
  outputRepr: z.string().max(OUTPUT_REPR_MAX_LENGTH).optional(),
  error: reportErrorSchema.optional(),
  /** Pools, processes or threads of the program ran one after the other, because the browser cannot suspend its language: the times
   * are not those of parallel work. Left out where they did not. */
  inline: z.boolean().optional(),
  /** ms of the shown round's time in which a worker was started before Run was pressed; they are part of that time. Left out for none. */
  aheadMs: finite.optional(),
  counts: countsSchema,
  breakdown: breakdownSchema,
  meters: z.record(z.string(), finite),
  logs: z.object({ lines: count, dropped: count }),
  artifacts: z.array(z.object({ path: z.string(), bytes: count })),
  tree: treeNodeSchema.optional(),
});
export type StrategyReport = z.infer<typeof strategyReportSchema>;

const environmentSchema = z.object({
  cores: count,
  userAgent: z.string(),
  crossOriginIsolated: z.boolean(),
  timerStepMs: finite,
  /** The page could not be seen for a part of the run, and browsers slow such pages; left out where it could all the while. */
  hidden: z.boolean().optional(),
});

export const reportSchema = z.object({
  version: z.literal(1),
  program: z.object({
    name: z.string(),
    hash: z.string(),
    /** It makes its own pools, processes and threads: strategies other than sequential run it in the same way. */
    fansOutItself: z.boolean().optional(),
  }),
  inputs: z.record(z.string(), z.unknown()),
  settings: settingsSchema,
  environment: environmentSchema,
  /** Results of an earlier run were reused, so its times are not those of the whole program; left out where none were. */
  resumed: z.boolean().optional(),
  /** Errors that the type checker had found in the program when it ran; left out where there were none. */
  typeErrors: count.optional(),
  strategies: z.array(strategyReportSchema),
});
export type Report = z.infer<typeof reportSchema>;
