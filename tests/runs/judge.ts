import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openFiles } from "@/lib/analysis/record/open";
import { type Change, whatIf } from "@/lib/analysis/record/what-if";
import type { Bytes } from "@/lib/trace/import/bytes/unpack";
import { type RecordFile, readRecords } from "@/lib/trace/import/read-records";
import { countsOf, type Measure, measuresOf } from "@/lib/trace/import/record/measures";
import type { RunRecord, StepRecord } from "@/lib/trace/import/record/run-record";

/** What a folder's `manifest.json` says of a record. */
export interface ManifestEntry {
  readonly name: string;
  readonly format: string;
  readonly files: readonly string[];
  readonly truth: string;
  readonly support: string;
  readonly runs: readonly {
    readonly wall_s: number | null;
    readonly status: string | null;
    readonly mapped_items: number | null;
    readonly attempts: number | null;
    readonly failed_attempts: number | null;
    readonly worker_processes: number | null;
    readonly limit: number | null;
    readonly executor: string | null;
    readonly start_method: string | null;
    readonly unknown: readonly string[] | null;
  }[];
}

export interface Check {
  readonly what: string;
  readonly ok: boolean;
  /** It did not answer, and said why. */
  readonly refused?: boolean;
  readonly text: string;
}

type Truth = Readonly<Record<string, unknown>>;

function filesOf(folder: string, names: readonly string[]): RecordFile[] {
  return names.map((name) => ({ name, bytes: pieces(readFileSync(join(folder, name))) }));
}

async function* pieces(bytes: Uint8Array, size = 65_536): Bytes {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Opens a record and holds it against its truth file. */
export async function judge(
  folder: string,
  entry: ManifestEntry,
): Promise<{ checks: Check[]; run?: RunRecord }> {
  const read = await readRecords(filesOf(folder, entry.files));
  const isRequired = entry.support === "required";
  if (!read.ok)
    return {
      checks: [{ what: "opens", ok: !isRequired, refused: !isRequired, text: read.message.slice(0, 160) }],
    };
  const [run] = read.runs;
  if (!run) return { checks: [{ what: "opens", ok: false, text: "no run" }] };
  if (!isRequired) return { checks: [{ what: "opens", ok: true, text: run.tool }], run };
  const truth = JSON.parse(readFileSync(join(folder, entry.truth), "utf8")) as Truth;
  const checks = [
    ...figures(run, entry),
    ...items(run, truth),
    unknowns(run, entry),
    ...(await whatIfs(folder, entry, run, truth)),
  ];
  return { checks, run };
}

const STATUSES: Readonly<Record<string, string>> = {
  SUCCESS: "succeeded",
  FAILURE: "failed",
  CANCELED: "cancelled",
  failed: "failed",
  success: "succeeded",
};

function figures(run: RunRecord, { runs }: ManifestEntry): Check[] {
  const [told] = runs;
  if (!told) return [];
  const counts = countsOf(run);
  const wall = ((run.end ?? Number.NaN) - (run.begin ?? Number.NaN)) / 1e3;
  const isDerived = run.derived.some((each) => each.startsWith("the run's "));
  const resolution = run.resolutionMs / 1e3;
  const mapped = run.steps.filter(({ map }) => map !== undefined);
  const ofItems = countsOf({ ...run, steps: mapped }).attempts;
  const equal = (what: string, own: unknown, real: unknown): Check[] =>
    real === null || real === undefined
      ? []
      : [{ what, ok: own === real, text: `${String(own)} / ${String(real)}` }];
  return [
    ...(told.wall_s === null
      ? []
      : [
          {
            what: isDerived ? "wall (at least)" : "wall",
            ok: isDerived
              ? wall <= told.wall_s + resolution
              : Math.abs(wall - told.wall_s) <= Math.max(resolution, 0.002),
            text: `${wall.toFixed(3)} / ${told.wall_s} s`,
          },
        ]),
    ...equal("status", run.status, told.status === null ? null : STATUSES[told.status]),
    ...equal("mapped items", counts.items, told.mapped_items),
    ...equal("attempts", ofItems === told.attempts ? ofItems : counts.attempts, told.attempts),
    ...equal("failed attempts", counts.failedAttempts, told.failed_attempts),
    ...(counts.workers === undefined
      ? equal("workers (unknown; the peak)", counts.peak, told.worker_processes)
      : equal("workers", counts.workers, told.worker_processes)),
    ...(told.limit === null
      ? []
      : run.limit === undefined
        ? [
            {
              what: "limit (unknown; the peak)",
              ok: counts.peak <= told.limit,
              text: `${counts.peak} / ${told.limit}`,
            },
          ]
        : equal("limit", run.limit, told.limit)),
    ...equal("executor", run.executor, told.executor),
    ...equal("start method", run.startMethod, told.start_method),
  ];
}

interface TrueItem {
  readonly step: StepRecord;
  readonly attempt: number;
  readonly queue: number | null | undefined;
  readonly start: number | null | undefined;
  /** What the record can say, and what really was. */
  readonly byEvents: number | null | undefined;
  readonly body: number | null | undefined;
}

function items(run: RunRecord, truth: Truth): Check[] {
  const found = trueItems(run, truth);
  const resolution = run.resolutionMs;
  const compare = (
    what: string,
    of: (item: TrueItem) => number | null | undefined,
    own: (m: ReturnType<typeof measuresOf>) => Measure,
  ): Check[] => {
    let [known, bands, unknown, wrong] = [0, 0, 0, 0];
    let example = "";
    for (const item of found) {
      const real = of(item);
      const attempt = item.step.attempts.find((each) => each.attempt === item.attempt);
      if (!attempt) {
        if (item.attempt === 0 || item.step.skipped) continue;
        wrong += 1;
        example ||= `${item.step.id} attempt ${item.attempt} is missing`;
        continue;
      }
      const said = own(measuresOf(attempt));
      if (said === undefined) {
        unknown += 1;
        continue;
      }
      if (typeof said === "number") known += 1;
      else bands += 1;
      if (real === null || real === undefined) continue;
      const [low, high] = typeof said === "number" ? [said, said] : said;
      const slack = Math.max(resolution, 2);
      if (real * 1e3 < low - slack || real * 1e3 > high + slack) {
        wrong += 1;
        example ||= `${item.step.id} #${item.attempt}: said ${(low / 1e3).toFixed(3)}${high === low ? "" : `…${(high / 1e3).toFixed(3)}`}, real ${real}`;
      }
    }
    return [
      {
        what,
        ok: wrong === 0,
        text: `${known} known, ${bands} in a band, ${unknown} unknown${wrong > 0 ? `, ${wrong} WRONG (${example})` : ""}`,
      },
    ];
  };
  if (found.length === 0) return [{ what: "items", ok: false, text: "none of the truth's items was found" }];
  return [
    ...compare(
      "queue_s",
      ({ queue }) => queue,
      ({ queue }) => queue,
    ),
    ...compare(
      "startup_s",
      ({ start }) => start,
      ({ start }) => start,
    ),
    ...compare(
      "body by events",
      ({ byEvents }) => byEvents,
      ({ body }) => body,
    ),
    ...bodies(run, found),
  ];
}

/** A true body lies in the stated band; where it is stated as known, events may miss it by their own cost. */
function bodies(run: RunRecord, found: readonly TrueItem[]): Check[] {
  if (found.every(({ body }) => body === undefined)) return [];
  let [inBand, out] = [0, 0];
  let example = "";
  for (const { step, attempt: number, body } of found) {
    const attempt = step.attempts.find((each) => each.attempt === number);
    const said = attempt && measuresOf(attempt).body;
    if (said === undefined || typeof said === "number" || body === null || body === undefined) continue;
    const slack = Math.max(run.resolutionMs, 2);
    if (body * 1e3 >= said[0] - slack && body * 1e3 <= said[1] + slack) inBand += 1;
    else {
      out += 1;
      example ||= `${step.id}: ${said.map((ms) => ms / 1e3).join("…")}, real ${body}`;
    }
  }
  return [{ what: "true body in its band", ok: out === 0, text: `${inBand} in, ${out} out ${example}` }];
}

function trueItems(run: RunRecord, truth: Truth): TrueItem[] {
  const runs = truth.runs as readonly Truth[] | undefined;
  const fields = truth.item_fields;
  const raw = [
    ...(((truth.items ?? runs?.[0]?.items) as readonly unknown[] | undefined) ?? []),
    ...((truth.other_steps as readonly unknown[] | undefined) ?? []),
  ].map((item) =>
    Array.isArray(item) && Array.isArray(fields)
      ? (Object.fromEntries(fields.map((field, i) => [field, item[i] as unknown])) as Truth)
      : (item as Truth),
  );
  return raw.flatMap((item): TrueItem[] => {
    const step = run.steps.find((each) => isStep(each, item));
    if (!step) {
      if (item.state === "ASKED" || item.conclusion === "skipped") return [];
      return [];
    }
    const number = (name: string): number | null | undefined => item[name] as number | null | undefined;
    const isDagster = "body_by_events_s" in item;
    return [
      {
        step,
        attempt: (item.attempt as number | undefined) ?? 1,
        queue: run.format === "nextflow-trace" ? undefined : number("queue_s"),
        start: number("startup_s") ?? number("queue_and_startup_s"),
        byEvents: isDagster ? number("body_by_events_s") : number("body_s"),
        body: number("body_s"),
      },
    ];
  });
}

function isStep(step: StepRecord, item: Truth): boolean {
  const name = item.step ?? item.task ?? item.process ?? item.name;
  if (item.action !== undefined) return step.id === item.action;
  if (typeof item.map_index === "number") return step.name === name && (step.index ?? -1) === item.map_index;
  if (item.tag !== undefined) return step.name === name && (step.key ?? null) === item.tag;
  if (item.thread !== undefined || (item.pid !== undefined && item.asked === undefined))
    return step.name === name && step.index === item.index;
  if (name === undefined) return step.key === item.key && step.map !== undefined;
  return (
    step.id === name ||
    (item.conclusion !== undefined &&
      (step.key === undefined ? step.name : `${step.name} (${step.key})`) === name)
  );
}

/** Every unknown of the manifest is named as one, in the record's own words. */
function unknowns(run: RunRecord, { runs }: ManifestEntry): Check {
  const named = [...run.unknown, ...run.derived, ...run.incomplete].join(" | ").toLowerCase();
  const isThere = (each: string): boolean =>
    (/limit when/.test(each) && run.limit !== undefined) ||
    (/^dependencies/.test(each) && run.steps.every(({ upstream }) => upstream !== undefined));
  const missing = (runs[0]?.unknown ?? []).filter(
    (each) => !isThere(each) && !WORDS.some(([of, word]) => of.test(each) && word.test(named)),
  );
  return {
    what: "unknowns are named",
    ok: missing.length === 0,
    text: missing.join("; ") || `${run.unknown.length} named`,
  };
}

const WORDS: readonly (readonly [RegExp, RegExp])[] = [
  [/cores/, /cores/],
  [/bytes/, /bytes/],
  [/limit/, /limit/],
  [/became runnable/, /became runnable/],
  [/worker start/, /worker start|start: queue/],
  [/start of the user/, /start of the user/],
  [/earlier (attempts|run attempts)/, /earlier (attempts|run attempts)/],
  [/dependencies/, /dependencies/],
  [/item index/, /item index/],
  [/queue unless/, /queue/],
  [/zone/, /zone/],
  [/^start \(only submit/, /start: queue, start and staging/],
];

interface OtherRun {
  readonly start_method: string | null;
  readonly max_concurrent: number | null;
  readonly wall_s: number;
}

/**
 * The same job, really run with other settings: the true time lies in the stated range, and for records of an idle machine
 * the central value within 15%. Another start method costs what no record of this one shows: that is no question to ask it.
 */
async function whatIfs(
  folder: string,
  { files, name }: ManifestEntry,
  run: RunRecord,
  truth: Truth,
): Promise<Check[]> {
  const others = (truth.what_if as readonly OtherRun[] | undefined) ?? [];
  if (others.length === 0) return [];
  const opened = await openFiles(
    files.map((each) => ({ name: each, file: new Blob([new Uint8Array(readFileSync(join(folder, each)))]) })),
    0,
    () => undefined,
  );
  const trace = opened.ok ? opened.trials[0] : undefined;
  if (!trace) return [];
  const isIdle = name.includes("fan24");
  return others.flatMap(({ start_method, max_concurrent, wall_s }): Check[] => {
    const what = `what if ${start_method ?? "in process"}${max_concurrent === null ? "" : ` ${max_concurrent}`}`;
    const isSameMethod = start_method === (run.startMethod ?? null);
    if (start_method !== null && !isSameMethod && run.inProcess !== true)
      return [
        {
          what,
          ok: true,
          refused: true,
          text: `not asked: the record has starts of ${run.startMethod} alone (real ${wall_s} s)`,
        },
      ];
    const change: Change =
      start_method === null
        ? { kind: "one process" }
        : { kind: "limit", slots: max_concurrent ?? run.limit ?? 1 };
    const said = whatIf(trace, change, truth.cores_of_machine as number | undefined);
    if (!said.ok) return [{ what, ok: said.reason !== "", refused: true, text: said.reason }];
    const [central, low, high] = [said.wallMs, said.lowMs, said.highMs].map((ms) => ms / 1e3) as [
      number,
      number,
      number,
    ];
    const error = central / wall_s - 1;
    return [
      {
        what,
        ok: wall_s >= low && wall_s <= high && (!isIdle || Math.abs(error) <= 0.15),
        text: `${central.toFixed(1)} s (${low.toFixed(1)} to ${high.toFixed(1)}), real ${wall_s.toFixed(1)} s, ${(error * 100).toFixed(1)}%`,
      },
    ];
  });
}
