/** Rounds after which the rest is sorted: values made to divide badly must not cost their square. */
const MAX_UNLUCKY_ROUNDS = 64;

/**
 * The value that would stand at `rank` (from 0) if the values were sorted, which they are not: O(n), where sorting
 * 100,000 costs several frames' worth. The values change their places.
 *
 * @param values no NaN
 * @returns undefined where there is no such rank
 */
export function select(values: Float64Array, rank: number): number | undefined {
  let low = 0;
  let high = values.length - 1;
  for (let round = 0; low < high; round += 1) {
    if (round === MAX_UNLUCKY_ROUNDS) {
      values.subarray(low, high + 1).sort();
      break;
    }
    const pivot = middleOf(values, low, high);
    let left = low;
    let right = high;
    while (left <= right) {
      while ((values[left] as number) < pivot) left += 1;
      while ((values[right] as number) > pivot) right -= 1;
      if (left > right) break;
      const moved = values[left] as number;
      values[left] = values[right] as number;
      values[right] = moved;
      left += 1;
      right -= 1;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else break;
  }
  return values[rank];
}

/** Of the first, the last and the one between: values in order, and all equal ones, divide evenly by it. */
function middleOf(values: Float64Array, low: number, high: number): number {
  const [a, b, c] = [values[low] as number, values[(low + high) >> 1] as number, values[high] as number];
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
