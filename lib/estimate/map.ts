import type { Incremental } from "@/lib/base/incremental";
import { quickTimes } from "./advice";
import type { Numbers } from "./numbers";
import type { DecisionMap, MapAxes, MapCell } from "./outcome";
import type { Timed } from "./ranking";
import { stepsOf, vary } from "./vary";

/** Values on each axis. */
const COLUMNS = 25;
const ROWS = 19;

/** The fastest strategy at each pair of values, all else as the numbers say. */
export function* mapping(numbers: Numbers, axes: MapAxes): Incremental<DecisionMap> {
  const x = stepsOf(axes.x, COLUMNS);
  const y = stepsOf(axes.y, ROWS);
  const cells: MapCell[] = [];
  for (const row of y) {
    const across = vary(numbers, axes.y, row);
    for (const column of x) {
      yield;
      cells.push(cellOf(vary(across, axes.x, column)));
    }
  }
  return { axes, x, y, cells };
}

function cellOf(numbers: Numbers): MapCell {
  const timed = quickTimes(numbers).sort((a, b) => a.wallMs - b.wallMs);
  const [first, second] = timed as [Timed, Timed | undefined];
  const margin = second && first.wallMs > 0 ? second.wallMs / first.wallMs - 1 : 0;
  return { winner: first.strategy, margin, wallMs: first.wallMs };
}
