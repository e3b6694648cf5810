import { buildReport, shownRound, strategyReport, type TraceFigures } from "@/lib/analysis/report/report";
import { yieldToMain } from "@/lib/base/yield-to-main";
import type { StrategyName } from "@/lib/model/strategy";
import type { CacheEntry, PriorResult } from "@/lib/protocol/page";
import type { Report } from "@/lib/protocol/report";
import { isSameStrategy, type Run, type Trial, trialInfo } from "./run";
import type { RecordedTrial } from "./run-trial";
import type { Machine, RunRequest } from "./start-run";
import { thinTraces } from "./thin-traces";

/** Rows that the page's own thread counts within a frame or two. */
const INLINE_FIGURES_MAX_ROWS = 20_000;

/** What a measured run has found so far. */
export interface Collected {
  readonly report: Report;
  /** One for each strategy that ran: its median round, or the first that failed. */
  readonly trials: readonly Trial[];
  /** What the sandbox refused the program, by name. */
  readonly refused: readonly string[];
  /** New results of cached tasks. */
  readonly cache: readonly CacheEntry[];
}

interface Rounds {
  readonly strategy: StrategyName;
  recorded: readonly RecordedTrial[];
  /** Made once for the rounds there are: counting a trace takes long. */
  trial: { readonly of: readonly RecordedTrial[]; readonly made: Trial } | undefined;
}

/**
 * Gathers the trials of a run into its report and the trials to show.
 * @param timerStepMs smallest difference that the clock shows
 * @param figuresElsewhere counts in another thread, where there is one
 */
export function createRunCollector(
  { program, inputs, settings, prior = [] }: RunRequest,
  run: Pick<Run, "id" | "source" | "startedAt">,
  timerStepMs: number,
  figuresElsewhere: Machine["figures"],
) {
  const all = settings.strategies.map((strategy): Rounds => ({ strategy, recorded: [], trial: undefined }));
  const refused = new Set<string>();
  const cache = new Map<string, CacheEntry>();
  const roundsOf = (wanted: StrategyName): Rounds | undefined =>
    all.find(({ strategy }) => strategy === wanted);

  /** What a trial left, and what it had itself reused: neither runs again. */
  function withEarlier({ info, outcome }: RecordedTrial): readonly PriorResult[] {
    const earlier = prior.find((trial) => isSameStrategy(trial.info, info))?.reusable ?? [];
    return [...new Map([...earlier, ...outcome.results].map((result) => [result.name, result])).values()];
  }

  function trialOf(rounds: Rounds, figures?: TraceFigures): Trial {
    const { strategy, recorded } = rounds;
    if (rounds.trial?.of === recorded) return rounds.trial.made;
    const shown = recorded.find((each) => each === shownRound(recorded));
    const unfinished = recorded.find(
      ({ outcome }) => outcome.status !== "succeeded" && outcome.results.length > 0,
    );
    const made: Trial = {
      info: shown?.info ?? trialInfo(run, 0, strategy, program.language),
      report: strategyReport(strategy, recorded, timerStepMs, figures),
      trace: shown?.trace,
      files: new Map(shown?.outcome.artifacts.map(({ path, content }) => [path, content])),
      reusable: unfinished ? withEarlier(unfinished) : [],
    };
    rounds.trial = { of: recorded, made };
    return made;
  }

  return {
    /** @param replacesWarmUp what was recorded before of this strategy does not count any more */
    add(recorded: RecordedTrial, replacesWarmUp: boolean): void {
      const rounds = roundsOf(recorded.info.strategy);
      if (rounds === undefined) return;
      rounds.recorded = thinTraces([...(replacesWarmUp ? [] : rounds.recorded), recorded]);
      for (const what of recorded.outcome.refused) refused.add(what);
      for (const entry of recorded.outcome.cache) cache.set(entry.key, entry);
    },

    /** A program that failed once fails again, and one that was stopped is not wanted any more. */
    hasEnded: (strategy: StrategyName): boolean =>
      roundsOf(strategy)?.recorded.some(({ outcome }) => outcome.status !== "succeeded") ?? false,

    /** Counts the figures of a long trace before they are needed, in another thread where there is one. */
    async prepare(strategy: StrategyName): Promise<void> {
      const rounds = roundsOf(strategy);
      const trace = rounds && shownRound(rounds.recorded)?.trace;
      if (rounds === undefined || trace === undefined || trace.count <= INLINE_FIGURES_MAX_ROWS) return;
      if (rounds.trial?.of === rounds.recorded) return;
      // Where no other thread can count them, the page does.
      const figures = await figuresElsewhere?.(trace, timerStepMs).catch(() => undefined);
      trialOf(rounds, figures);
      await yieldToMain();
    },

    collected(environment: Report["environment"]): Collected {
      const ran = all.filter(({ recorded }) => recorded.length > 0);
      // Stopped before anything ran: that too is a report.
      const trials = (ran.length > 0 ? ran : all.slice(0, 1)).map((rounds) => trialOf(rounds));
      const frame = buildReport({ program, inputs, settings, environment, strategies: [] });
      const resumed = prior.some(({ reusable }) => reusable.length > 0);
      return {
        report: { ...frame, ...(resumed && { resumed }), strategies: trials.map(({ report }) => report) },
        trials,
        refused: [...refused],
        cache: [...cache.values()],
      };
    },
  };
}
