/** A line of one text, the other, or both. */
export interface DiffLine {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
  /** From 1: in the old text, of an added line in the new one. */
  readonly line: number;
}

/** Pairs of lines that are compared; what is larger is shown as replaced whole. */
const MAX_PAIRS = 4_000_000;

/** What became of the lines of a text, removed ones before those in their place. */
export function lineDiff(before: string, after: string): readonly DiffLine[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < now.length - head &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  )
    tail += 1;
  const same = (from: number, to: number): DiffLine[] =>
    old.slice(from, to).map((text, at) => ({ kind: "same", text, line: from + at + 1 }));
  const middle = middleDiff(old.slice(head, old.length - tail), now.slice(head, now.length - tail), head);
  return [...same(0, head), ...middle, ...same(old.length - tail, old.length)];
}

/** By the longest common subsequence. @param first lines before both */
function middleDiff(old: readonly string[], now: readonly string[], first: number): DiffLine[] {
  const found: DiffLine[] = [];
  const removed = (at: number) => found.push({ kind: "removed", text: old[at] ?? "", line: first + at + 1 });
  const added = (at: number) => found.push({ kind: "added", text: now[at] ?? "", line: first + at + 1 });
  const isLarge = (old.length + 1) * (now.length + 1) > MAX_PAIRS;
  const width = now.length + 1;
  const longest = new Uint32Array(isLarge ? 0 : (old.length + 1) * width);
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  if (!isLarge)
    for (let i = old.length - 1; i >= 0; i -= 1)
      for (let j = now.length - 1; j >= 0; j -= 1)
        longest[i * width + j] =
          old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (!isLarge && i < old.length && j < now.length && old[i] === now[j]) {
      found.push({ kind: "same", text: old[i] ?? "", line: first + i + 1 });
      i += 1;
      j += 1;
    } else if (i < old.length && (j >= now.length || isLarge || at(i + 1, j) >= at(i, j + 1))) {
      removed(i);
      i += 1;
    } else {
      added(j);
      j += 1;
    }
  }
  return found;
}

/** Stretches of a diff with some lines around what changed. @param around lines on each side */
export function hunksOf(diff: readonly DiffLine[], around: number): readonly (readonly DiffLine[])[] {
  const hunks: DiffLine[][] = [];
  let until = -1;
  for (const [at, { kind }] of diff.entries()) {
    if (kind === "same") continue;
    const from = Math.max(at - around, until);
    const to = Math.min(diff.length, at + around + 1);
    const last = hunks.at(-1);
    if (last && from <= until) last.push(...diff.slice(until, to));
    else hunks.push(diff.slice(from, to));
    until = to;
  }
  return hunks;
}
