import { capitalize, formatList, formatPlural } from "@/lib/base/format";
import { strategyNamed } from "@/lib/engine/strategies";
import type { Strategy } from "@/lib/engine/strategies/strategy";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import type { RatioInterval } from "../report/statistics";
import { byTime, type Compared, hasFinished, labelOf, medianFigure, ratioFigure, ratioTo } from "./compared";
import type { Cause, DifferentResults } from "./different-results";
import { type Finding, rangeOf, type VerdictKind } from "./finding";
import { say, together } from "./sentence";

/** Of equally fast strategies the first one here is the simplest to run: it starts the fewest op runs. */
const OP_RUNS: readonly Strategy["opRun"][] = ["workflow", "map", "message", "item"];
const opRunRank = (name: StrategyName): number => OP_RUNS.indexOf(strategyNamed(name).opRun);
export const SIMPLEST = [...STRATEGIES].sort((a, b) => opRunRank(a) - opRunRank(b));

/** What the run was, besides its times. */
export interface RunFacts {
  readonly resumed: boolean;
  /** Type errors of the program when it ran. */
  readonly typeErrors: number;
  /** Smallest difference that the clock shows, ms. */
  readonly timerStepMs: number;
  /** Stand-ins ran for durations that were divided by more than 1. */
  readonly isScaled: boolean;
}

export interface Verdict {
  readonly finding: Finding;
  /** Whether strategies are ranked: only then are there ratios, a reason and advice. */
  readonly isRanked: boolean;
  /** The fastest, and those that do not differ clearly from it, the simplest first. Empty unless ranked. */
  readonly best: readonly Compared[];
  /** Those that take clearly longer than the fastest, the slowest first. */
  readonly slower: readonly Compared[];
  /** Those of which too few rounds were measured to rank them. */
  readonly unclear: readonly Compared[];
}

const RULES: Readonly<Record<VerdictKind, string>> = {
  "different results": "Times are compared only where every strategy returned the same.",
  resumed: "A resumed run reuses results, and each strategy may reuse others.",
  failed: "Times are compared only where every strategy finished.",
  stopped: "Times are compared only where every strategy finished.",
  "type errors": "Times are compared only where the program has no type errors.",
  inline: "Times are compared only where a program's own pools, processes and threads run in parallel.",
  "time scale":
    "A time scale divides the durations of stand-ins. It cannot divide worker starts and messages, which are this browser's.",
  "nothing measured": "There is nothing to compare.",
  "only one": "There is nothing to compare with.",
  "too short": "The median must be at least 10 steps of the browser's timer.",
  "too close":
    "With one round a strategy must be 1.5 times as fast, with two or three 1.25 times in every round.",
  equal: "The intervals of the ratios contain 1, or stay within 2% of it.",
  fastest: "The intervals of the ratios do not contain 1, over paired rounds.",
};

/** Nothing is ranked. */
function only(kind: VerdictKind, sentence: Finding["sentence"], more: Partial<Finding> = {}): Verdict {
  return {
    finding: { kind, sentence, claims: [], rule: RULES[kind], ...more },
    isRanked: false,
    best: [],
    slower: [],
    unclear: [],
  };
}

const names = (trials: readonly Compared[]): string => formatList(trials.map(labelOf));

const CAUSES: Readonly<Record<Cause, string>> = {
  order: "They hold the same items in another order: the result depends on which item finishes first.",
  "shared variable":
    "Likely cause: a variable outside the tasks that the program changes. Workers do not share variables; pass it as an argument.",
  time: "Likely cause: the program reads the clock.",
  random: "Likely cause: random numbers. Use `random()` from fanout: it is the same under every strategy.",
  unknown:
    "Likely cause: a result that depends on the order in which items finish, on a shared variable, or on the time.",
};

function differentVerdict({ groups, cause }: DifferentResults): Verdict {
  const [first = [], ...others] = groups;
  const rest = others.flat();
  const which = `${capitalize(formatList(first))} returned one result, ${formatList(rest)} ${others.length > 1 ? "others" : "another"}.`;
  return only(
    "different results",
    say`The strategies returned different results, so their times are not comparable. ${which} ${CAUSES[cause]}`,
    { action: { do: "show difference" } },
  );
}

function resumedVerdict(trials: readonly Compared[]): Verdict {
  const reused = trials.map(
    (trial) => `${labelOf(trial)} reused ${formatPlural(trial.report.counts.replays, "result")}`,
  );
  return only(
    "resumed",
    say`Resumed from an earlier run; times are not comparable. ${capitalize(formatList(reused))}. Run the program from the start to compare times.`,
    { action: { do: "run again" } },
  );
}

/** What forbids a ranking, before any time is looked at. */
function obstacle(
  trials: readonly Compared[],
  different: DifferentResults | undefined,
  { resumed, typeErrors, isScaled }: RunFacts,
): Verdict | undefined {
  if (different !== undefined) return differentVerdict(different);
  if (resumed) return resumedVerdict(trials);
  const failed = trials.filter(({ report }) => report.status === "failed");
  const finished = trials.filter(hasFinished);
  const rest = finished.length > 0 ? ` ${capitalize(names(finished))} finished.` : "";
  if (failed.length > 0) return only("failed", say`${capitalize(names(failed))} failed.${rest}`);
  const stopped = trials.filter((trial) => !hasFinished(trial));
  if (stopped.length > 0 || trials.length === 0) {
    const sentence =
      finished.length === 0
        ? say`No strategy finished`
        : say`Stopped before ${names(stopped)} finished.${rest}`;
    return only("stopped", sentence, { action: { do: "run again" } });
  }
  if (typeErrors > 0)
    return only(
      "type errors",
      say`Ran with ${formatPlural(typeErrors, "type error")}; the result may be meaningless`,
    );
  const [inline] = inlineFinding(trials);
  if (inline) return only("inline", inline.sentence);
  return isScaled && trials.length > 1
    ? only(
        "time scale",
        say`Strategies are not ranked with a time scale. Set a minute to take 1 min under Stand-ins to compare them.`,
      )
    : undefined;
}

/** The browser cannot suspend the program's language: what would run in parallel ran one after the other. */
export function inlineFinding(trials: readonly Compared[]): Finding[] {
  const inline = trials.filter(({ report }) => report.inline);
  if (inline.length === 0) return [];
  const which = inline.length < trials.length ? ` under ${names(inline)}` : "";
  const sentence = say`Pools, processes and threads ran one after the other${which}. This browser has no JavaScript Promise Integration, so Python cannot wait in a plain function. The times are not those of parallel work.`;
  return [{ kind: "inline", sentence, claims: [], rule: RULES.inline }];
}

export function verdictOf(
  trials: readonly Compared[],
  different: DifferentResults | undefined,
  facts: RunFacts,
): Verdict {
  const found = obstacle(trials, different, facts);
  if (found !== undefined) return found;
  const [fastest, ...rest] = byTime(trials);
  if (fastest === undefined) return only("nothing measured", say`No results yet`);
  const median = medianFigure(fastest);
  if (rest.length === 0) {
    const one = only("only one", say`${capitalize(labelOf(fastest))} took ${median}`);
    return { ...one, best: [fastest] };
  }
  const ratios = rest.map((trial) => ({ trial, ratio: ratioTo(trial, fastest, facts.timerStepMs) }));
  const of = (verdict: RatioInterval["verdict"]) =>
    ratios.filter(({ ratio }) => ratio.verdict === verdict).map(({ trial }) => trial);
  if (of("too fast to compare").length > 0)
    return only("too short", say`Too fast to compare with this browser's timer`);
  const unclear = of("too few rounds");
  const level = [fastest, ...of("no clear difference"), ...of("shorter")];
  const slower = ratios.filter(({ ratio }) => ratio.verdict === "longer").toReversed();
  const best = bySimplicity(level);
  const common = { best, slower: slower.map(({ trial }) => trial), unclear };
  if (slower.length === 0) {
    if (unclear.length > 0)
      return {
        ...only("too close", say`Too close to call: run more rounds`),
        unclear: [fastest, ...unclear],
      };
    const labels = level.map(labelOf);
    return {
      ...common,
      isRanked: true,
      finding: {
        kind: "equal",
        sentence: say`No clear difference between ${formatList(labels)} (${median})`,
        claims: [{ says: "equal", labels }],
        rule: RULES.equal,
      },
    };
  }
  const figures = slower.map(({ trial, ratio }) => ({ trial, figure: ratioFigure(trial, fastest, ratio) }));
  const factors = together(
    figures.map(({ trial, figure }, at) => {
      const link = at === 0 ? "" : at < figures.length - 1 ? ", " : " and ";
      return say`${link}${figure} faster than ${labelOf(trial)}`;
    }),
    "",
  );
  const subject = capitalize(names(level));
  const about = level.length > 1 ? "about " : "";
  return {
    ...common,
    isRanked: true,
    finding: {
      kind: "fastest",
      sentence: say`${subject}: ${about}${median}, ${factors}`,
      claims: figures.map(({ trial, figure }) => ({
        says: "faster",
        label: labelOf(fastest),
        than: labelOf(trial),
        times: rangeOf(figure),
      })),
      rule: RULES.fastest,
    },
  };
}

function bySimplicity(level: readonly Compared[]): readonly Compared[] {
  const rank = ({ info }: Compared): number =>
    info.strategy === undefined ? SIMPLEST.length : SIMPLEST.indexOf(info.strategy);
  return level.toSorted((a, b) => rank(a) - rank(b));
}
