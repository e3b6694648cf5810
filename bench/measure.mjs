// Rounds: each has every contender, in the opposite order of the round before; a warm-up round is discarded.

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {string} label
 * @property {(warmUp: boolean) => Promise<number>} sample ms
 * @property {() => Promise<void>} [open]
 * @property {() => Promise<void>} [close]
 */

/**
 * One line of the table: the ratio `over / under`, and its goal.
 * @typedef {object} Row
 * @property {string} what
 * @property {string} over contender
 * @property {string} under contender
 * @property {string} against in words
 * @property {number} [scale] the ratio is divided by it
 * @property {number} [most] the ratio is to be at most this
 * @property {number} [least] and at least this
 */

/**
 * @typedef {object} Group
 * @property {string} name
 * @property {string} [family] shared by groups that `--only` may name together
 * @property {string} title
 * @property {{ full: number, quick: number }} rounds
 * @property {import("./growth.mjs").Growth} [growth] its contenders are sizes of something
 * @property {boolean} [notInQuick] `--quick` leaves it out unless `--only` names it
 * @property {(lab: import("./lab.mjs").Lab) => Promise<() => Promise<void>>} [under] brings a condition about, and gives what ends it
 * @property {(lab: import("./lab.mjs").Lab) => readonly Contender[]} contenders
 * @property {(lab: import("./lab.mjs").Lab) => readonly Row[]} rows
 * @property {(lab: import("./lab.mjs").Lab) => readonly string[]} notes what exactly is compared
 */

/**
 * One list of all contenders per round, each round in the opposite order of the one before (ABBA), so that a machine that
 * drifts affects all equally.
 * @template C
 * @param {readonly C[]} contenders
 * @param {number} rounds
 * @returns {readonly (readonly C[])[]}
 */
export const planRounds = (contenders, rounds) =>
  Array.from({ length: rounds }, (_, at) => (at % 2 === 0 ? [...contenders] : contenders.toReversed()));

/**
 * @param {Group} group
 * @param {import("./lab.mjs").Lab} lab
 * @param {typeof import("../lib/analysis/report/statistics")} statistics
 * @param {(text: string) => void} tell
 */
export async function measureGroup(group, lab, statistics, tell) {
  const contenders = group.contenders(lab);
  const rounds = lab.quick ? group.rounds.quick : group.rounds.full;
  const samples = new Map(contenders.map(({ name }) => [name, []]));
  const restore = await group.under?.(lab);
  try {
    for (const contender of contenders) await contender.open?.();
    tell(`${group.name}: warm-up`);
    for (const contender of contenders) await contender.sample(true);
    for (const [at, order] of planRounds(contenders, rounds).entries()) {
      tell(`${group.name}: round ${at + 1} of ${rounds}`);
      for (const contender of order) samples.get(contender.name).push(await contender.sample(false));
    }
  } finally {
    for (const contender of contenders) await contender.close?.();
    await restore?.();
  }
  return {
    name: group.name,
    title: group.title,
    notes: group.notes(lab),
    ...(group.growth && { growth: group.growth }),
    contenders: contenders.map(({ name, label }) => {
      const rounds = samples.get(name);
      const { median, low, high } = statistics.medianInterval(rounds);
      return { name, label, ms: { median, low, high, rounds } };
    }),
    rows: group.rows(lab).map((row) => judge(row, samples, statistics, lab.machine.timerStepMs)),
  };
}

/**
 * The ratio of a row, from the rounds that measured both.
 * @param {Row} row
 * @param {ReadonlyMap<string, readonly number[]>} samples ms by round
 * @param {typeof import("../lib/analysis/report/statistics")} statistics
 * @param {number} timerStepMs
 */
export function judge(row, samples, statistics, timerStepMs) {
  const { scale = 1, most, least } = row;
  const over = samples.get(row.over).map((ms) => ms / scale);
  const { median, low, high } = statistics.pairedRatio(over, samples.get(row.under), timerStepMs);
  const goals = [most, least].filter((goal) => goal !== undefined);
  const reached =
    goals.length === 0
      ? undefined
      : median <= (most ?? Number.POSITIVE_INFINITY) && median >= (least ?? Number.NEGATIVE_INFINITY);
  // With rounds on both sides of a goal, more rounds could change the verdict.
  const clear = goals.every((goal) => high < goal || low > goal);
  return { ...row, ratio: { median, low, high }, reached, clear };
}
