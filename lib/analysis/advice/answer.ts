import { capitalize, formatCount, formatList, formatPlural } from "@/lib/base/format";
import { isOneAtATime, strategyNamed, usesWorkers } from "@/lib/engine/strategies";
import type { StrategyName } from "@/lib/model/strategy";
import type { Report } from "@/lib/protocol/report";
import type { Advice } from "./advice";
import { type Compared, hasFinished, labelOf } from "./compared";
import { type DifferentResults, differentResults, emptyValues } from "./different-results";
import type { Finding } from "./finding";
import { limitFindings } from "./limit";
import { reasonFinding } from "./reason";
import { sameWay } from "./same-way";
import { say } from "./sentence";
import { isScaled, standInsWarning } from "./stand-ins";
import { inlineFinding, verdictOf } from "./verdict";

/** Rounds whose median has a 95% interval without the extremes. */
const CAREFUL_ROUNDS = 9;

export interface AnswerInput {
  readonly report: Pick<Report, "settings" | "environment" | "resumed" | "typeErrors"> &
    Partial<Pick<Report, "program">>;
  readonly trials: readonly Compared[];
  /** The program's text, for the likely cause of different results and the limits that it declares. */
  readonly source: string;
  /** What the traces show; undefined until it is known, or where there are none. */
  readonly advice: Advice | undefined;
}

/**
 * All that a run's view says, from top to bottom. Each finding is there only where repeating the run would confirm it;
 * this is the one place that decides.
 */
export interface Answer {
  /** What must be read before any time: type errors, values that are NaN, a tab that was hidden. */
  readonly warnings: readonly Finding[];
  readonly verdict: Finding;
  /** Where results differ: of which trials, and in what. */
  readonly different: DifferentResults | undefined;
  /** Whether strategies may be ranked anywhere: ratios, "fastest", the line without overhead. */
  readonly isRanked: boolean;
  /** What the run's own settings held back, before the reason. */
  readonly limits: readonly Finding[];
  readonly reason: Finding | undefined;
  /** What would change the verdict. */
  readonly changes: readonly Finding[];
  /** What to do next; each with an action. */
  readonly next: readonly Finding[];
  /** Folded below. */
  readonly details: readonly Finding[];
  /** What no schedule on the workers could beat, and the trials to which that applies: not those of one event loop. */
  readonly ideal: { readonly ms: number; readonly labels: readonly string[] } | undefined;
  /** The recommended strategy: the simplest of the fastest ones. Undefined unless ranked. */
  readonly strategy: StrategyName | undefined;
}

export function answerOf({ report, trials, source, advice }: AnswerInput): Answer {
  const different = differentResults(trials, source);
  const isOwn = report.program?.fansOutItself === true;
  const isFixed = isOwn || report.settings.mode === "local";
  const same = isOwn && trials.every(hasFinished) ? sameWay(trials) : undefined;
  const scaled = isScaled(trials, report);
  const verdict = verdictOf(same?.compared ?? trials, different, {
    resumed: report.resumed ?? false,
    typeErrors: report.typeErrors ?? 0,
    timerStepMs: report.environment.timerStepMs,
    isScaled: scaled,
  });
  const { best, slower, unclear, isRanked } = verdict;
  const [fastest] = best;
  const isWhole =
    !scaled && (isRanked || verdict.finding.kind === "only one" || verdict.finding.kind === "too close");
  const strategy = isRanked ? fastest?.info.strategy : undefined;
  // What another strategy or setting would change is nothing that such a program could follow.
  const advised = (advice?.findings ?? []).filter(({ kind }) => !isFixed || kind === "waiting");
  const found = isWhole ? advised : [];
  const of = (...kinds: readonly Finding["kind"][]): readonly Finding[] =>
    found.filter(({ kind }) => kinds.includes(kind));
  return {
    warnings: [
      ...(same?.finding ? [same.finding] : []),
      ...typeErrorWarning(report),
      ...inlineFinding(trials),
      ...localWarning(report),
      ...emptyWarning(trials),
      ...hiddenWarning(report),
      ...standInsWarning(trials, report),
    ].filter(({ kind }) => kind !== verdict.finding.kind),
    verdict: verdict.finding,
    different,
    isRanked,
    limits: isWhole && !isFixed ? limitFindings(trials, report.settings, source) : [],
    reason: isRanked && fastest ? reasonFinding(slower, fastest) : undefined,
    changes: isRanked
      ? of("crossover", "no difference", "ahead").filter((each) => isAbout(each, strategy))
      : [],
    next: [...of("event loop"), ...(isWhole ? roundsFinding(same?.compared ?? trials, unclear, best) : [])],
    details: of("waiting", "workers", "chunk size", "op run overhead"),
    ideal: isWhole && !isFixed ? idealOf(trials, advice?.idealMs) : undefined,
    strategy,
  };
}

function idealOf(trials: readonly Compared[], ms: number | undefined): Answer["ideal"] {
  if (ms === undefined || !(ms > 0)) return undefined;
  const bound = trials.filter(hasFinished).filter(({ info }) => {
    const strategy = info.strategy && strategyNamed(info.strategy);
    return strategy !== undefined && (usesWorkers(strategy) || isOneAtATime(strategy));
  });
  // Measured tasks may be a little shorter than those that the bound is made of.
  if (bound.length === 0 || bound.some(({ report }) => report.wallMs.median < ms)) return undefined;
  return { ms, labels: bound.map(labelOf) };
}

/** A crossover of two strategies that nobody would choose is of no interest. */
function isAbout({ claims }: Finding, strategy: StrategyName | undefined): boolean {
  return claims.some((claim) => {
    switch (claim.says) {
      case "crossover":
        return claim.below === strategy || claim.above === strategy;
      case "no difference":
        return claim.labels.some((label) => label === strategy);
      case "ahead":
        return claim.label === strategy;
      default:
        return false;
    }
  });
}

/** What happened in this run, so no other can contradict it. */
const fact = (kind: Finding["kind"], sentence: Finding["sentence"], rule: string): Finding => ({
  kind,
  sentence,
  claims: [],
  rule,
});

function typeErrorWarning({ typeErrors = 0 }: AnswerInput["report"]): Finding[] {
  if (typeErrors === 0) return [];
  const sentence = say`Ran with ${formatPlural(typeErrors, "type error")}; the result may be meaningless`;
  return [fact("type errors", sentence, "Counted by the type checker when the run started.")];
}

function emptyWarning(trials: readonly Compared[]): Finding[] {
  const found = trials
    .filter(hasFinished)
    .map((trial) => ({ trial, ...emptyValues(trial.report.output) }))
    .find((each) => each.nan + each.undefined > 0);
  if (found === undefined) return [];
  const values = [
    ...(found.nan > 0 ? [`${formatCount(found.nan)} NaN`] : []),
    ...(found.undefined > 0 ? [`${formatCount(found.undefined)} undefined`] : []),
  ];
  const sentence = say`The result under ${labelOf(found.trial)} contains ${formatList(values)}: check for a missing await or argument.`;
  return [fact("empty values", sentence, "Counted in the result, as far as the report holds it.")];
}

function localWarning({ settings }: AnswerInput["report"]): Finding[] {
  if (settings.mode !== "local") return [];
  const sentence = say`Ran as in the platform's local mode: in one process, one step after the other, and strategies are not compared. To compare them, choose Platform under Steps in Settings.`;
  return [fact("local mode", sentence, "A setting of this run.")];
}

function hiddenWarning({ environment }: AnswerInput["report"]): Finding[] {
  if (environment.hidden !== true) return [];
  const sentence = say`This tab was in the background during the run, so times may be too long. Run again and keep the tab visible.`;
  return [fact("hidden tab", sentence, "The browser reported the page as hidden.")];
}

function roundsFinding(
  trials: readonly Compared[],
  unclear: readonly Compared[],
  [fastest]: readonly Compared[],
): Finding[] {
  const rounds = Math.max(0, ...trials.filter(hasFinished).map(({ report }) => report.rounds.length));
  if (trials.length < 2 || rounds === 0 || (unclear.length === 0 && rounds > 1)) return [];
  const close = fastest && unclear.length > 0 ? ` ${closeText(unclear, fastest)}` : "";
  const sentence =
    rounds === 1
      ? say`One round each.${close} Run more rounds for a reliable comparison.`
      : say`${formatPlural(rounds, "round")} each.${close} Run more rounds for a reliable comparison.`;
  return [
    {
      ...fact("rounds", sentence, "With fewer than four rounds the interval of a ratio is not known."),
      action: { do: "set", setting: "rounds", value: CAREFUL_ROUNDS },
    },
  ];
}

const closeText = (unclear: readonly Compared[], fastest: Compared): string =>
  `${capitalize(formatList([...unclear.map(labelOf), labelOf(fastest)]))} are too close to call.`;
