import type { Claim, Finding, Range } from "../advice/finding";

const isDisjoint = ([a, b]: Range, [c, d]: Range): boolean => b < c || d < a;
const isPair = (one: readonly string[], other: readonly string[]): boolean =>
  one.every((label) => other.includes(label));

/** "No clear difference" and a lead of less than this can both be true. */
const CLEAR_LEAD = 1.1;

function ofSameKind(a: Claim, b: Claim): boolean {
  switch (a.says) {
    case "faster":
      if (b.says !== "faster") return false;
      if (a.label === b.than && a.than === b.label) return true;
      return a.label === b.label && a.than === b.than && isDisjoint(a.times, b.times);
    case "reason":
      return b.says === "reason" && a.label === b.label && a.against === b.against && a.part !== b.part;
    case "limit":
      return b.says === "limit" && a.label === b.label && a.value !== b.value;
    case "crossover":
      if (b.says !== "crossover" || !isPair([a.below, a.above], [b.below, b.above])) return false;
      return a.below !== b.below || isDisjoint(a.itemMs, b.itemMs);
    case "no difference":
      return b.says === "no difference" && isPair(a.labels, b.labels) && isDisjoint(a.fromMs, b.fromMs);
    case "ahead":
      if (b.says !== "ahead" || a.label !== b.than || a.than !== b.label) return false;
      return !isDisjoint(a.itemMs, b.itemMs);
    case "waiting":
      return b.says === "waiting" && a.waits !== b.waits;
    case "event loop would win":
      return b.says === "event loop would win" && isDisjoint(a.ms, b.ms);
    case "workers help":
      return b.says === "workers help" && isDisjoint(a.upTo, b.upTo);
    case "overhead":
      return b.says === "overhead" && a.label === b.label && a.isSmall !== b.isSmall;
    case "chunk":
      return b.says === "chunk" && (a.matters !== b.matters || isDisjoint(a.atLeast, b.atLeast));
    case "equal":
      return false;
  }
}

/** Claims of different kinds, in one order. */
function ofTwoKinds(a: Claim, b: Claim): boolean {
  if (a.says === "equal" && b.says === "faster")
    return isPair([b.label, b.than], a.labels) && b.times[0] > CLEAR_LEAD;
  if (a.says === "crossover" && b.says === "no difference")
    return isPair([a.below, a.above], b.labels) && b.fromMs[1] < a.itemMs[1];
  if (a.says === "ahead" && b.says === "no difference")
    return isPair([a.label, a.than], b.labels) && b.fromMs[1] < a.itemMs[1];
  if (a.says === "ahead" && b.says === "crossover") {
    if (!isPair([a.label, a.than], [b.below, b.above])) return false;
    return a.label === b.below ? b.itemMs[1] < a.itemMs[1] : b.itemMs[0] > a.itemMs[0];
  }
  return false;
}

/** Whether two statements cannot both be true of one program on one machine. */
const contradicts = (a: Claim, b: Claim): boolean => ofSameKind(a, b) || ofTwoKinds(a, b) || ofTwoKinds(b, a);

/** The statements of two visits that contradict each other. */
export function contradictions(
  one: readonly Finding[],
  other: readonly Finding[],
): readonly (readonly [Finding, Finding])[] {
  return one.flatMap((a) =>
    other.flatMap((b) =>
      a.claims.some((claim) => b.claims.some((against) => contradicts(claim, against)))
        ? [[a, b] as const]
        : [],
    ),
  );
}
