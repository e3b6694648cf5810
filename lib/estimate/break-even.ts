import type { Incremental } from "@/lib/base/incremental";
import type { StrategyName } from "@/lib/model/strategy";
import { adviceFor } from "./advice";
import type { Numbers } from "./numbers";
import { type BreakEven, VARIED, type Varied } from "./outcome";
import { FIELDS, stepsOf, vary } from "./vary";

/** Values of a field that are looked at before the flip between two of them is narrowed down. */
const STEPS = 25;
/** Halvings: a flip is known to a 1,000th of a step on the log scale. */
const HALVINGS = 10;

/**
 * Where the advice changes as one field does and all others stay: the nearest such point below the field's value and the
 * nearest above it.
 */
export function* breakEvensOf(numbers: Numbers): Incremental<BreakEven[]> {
  const found: BreakEven[] = [];
  for (const field of VARIED) {
    const at = FIELDS[field].get(numbers);
    const values = [...new Set([...stepsOf(field, STEPS), at])].sort((a, b) => a - b);
    const advice = new Map<number, StrategyName>();
    const here = values.indexOf(at);
    for (const direction of [-1, 1]) {
      for (let i = here; values[i + direction] !== undefined; i += direction) {
        yield;
        const [near, far] = [values[i] as number, values[i + direction] as number];
        const known = (value: number): StrategyName => {
          const take = advice.get(value) ?? adviceAt(numbers, field, value);
          advice.set(value, take);
          return take;
        };
        if (known(near) === known(far)) continue;
        const [low, high] = direction < 0 ? [far, near] : [near, far];
        found.push(flip(numbers, field, low, high));
        break;
      }
    }
  }
  return found;
}

const adviceAt = (numbers: Numbers, field: Varied, value: number): StrategyName =>
  adviceFor(vary(numbers, field, value));

/** Narrows down where the advice changes between two values that it differs at. */
function flip(numbers: Numbers, field: Varied, low: number, high: number): BreakEven {
  const below = adviceAt(numbers, field, low);
  let [from, to] = [low, high];
  let above = adviceAt(numbers, field, high);
  for (let i = 0; i < HALVINGS; i += 1) {
    const between = from > 0 ? Math.sqrt(from * to) : to / 2;
    const middle = FIELDS[field].whole ? Math.round(between) : between;
    if (middle <= from || middle >= to) break;
    const take = adviceAt(numbers, field, middle);
    if (take === below) from = middle;
    else {
      to = middle;
      above = take;
    }
  }
  return { field, at: to, below, above };
}
