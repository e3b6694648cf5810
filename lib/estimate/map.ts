import type { Incremental } from "@/lib/base/incremental";
import { candidatesOf } from "./candidates";
import type { Numbers } from "./numbers";
import type { DecisionMap, MapAxes, MapCell } from "./outcome";
import { quickWallMs } from "./quick";
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
  const timed = candidatesOf(numbers)
    .map((strategy) => ({ strategy, wallMs: quickWallMs(numbers, strategy) }))
    .sort((a, b) => a.wallMs - b.wallMs);
  const [first, second] = timed as [(typeof timed)[0], (typeof timed)[0] | undefined];
  const margin = second && first.wallMs > 0 ? second.wallMs / first.wallMs - 1 : 0;
  return { winner: first.strategy, margin, wallMs: first.wallMs };
}
