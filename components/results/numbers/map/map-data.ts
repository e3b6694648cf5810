import { cell, type TableData } from "@/components/results/shared/table/table-data";
import { capitalize, formatLongDuration, formatPercent } from "@/lib/base/format";
import type { DecisionMap, MapCell, StrategyEstimate } from "@/lib/estimate/outcome";
import type { StrategyName } from "@/lib/model/strategy";
import { labelOf, marginOf, slower } from "../words";
import { AXES } from "./axis";

/** Below this share of the time the winner hardly matters: its cells are hatched. */
export const CLOSE_MARGIN = 0.05;

export interface Cursor {
  readonly column: number;
  readonly row: number;
}

export const cellAt = ({ x, cells }: DecisionMap, { column, row }: Cursor): MapCell | undefined =>
  cells[row * x.length + column];

/** Where an arrow, Home or End leads; undefined for other keys. Rows grow upwards, as the axis does. */
export function moved({ x, y }: DecisionMap, { column, row }: Cursor, key: string): Cursor | undefined {
  const within = (value: number, length: number): number => Math.max(0, Math.min(length - 1, value));
  switch (key) {
    case "ArrowLeft":
      return { column: within(column - 1, x.length), row };
    case "ArrowRight":
      return { column: within(column + 1, x.length), row };
    case "ArrowUp":
      return { column, row: within(row + 1, y.length) };
    case "ArrowDown":
      return { column, row: within(row - 1, y.length) };
    case "Home":
      return { column: 0, row };
    case "End":
      return { column: x.length - 1, row };
    case "PageUp":
      return { column, row: y.length - 1 };
    case "PageDown":
      return { column, row: 0 };
    default:
      return undefined;
  }
}

/** What a cell says: "1,000 items, items of 2 min: Pooled, 34 min; the next is 12% slower." */
export function cellText(map: DecisionMap, cursor: Cursor): string {
  const found = cellAt(map, cursor);
  const [x, y] = [map.x[cursor.column], map.y[cursor.row]];
  if (!found || x === undefined || y === undefined) return "";
  const { winner, margin, wallMs } = found;
  const next =
    margin < CLOSE_MARGIN
      ? `the next is only ${formatPercent(margin)} slower, so it hardly matters`
      : `the next ${slower(margin)}`;
  return `${capitalize(AXES[map.axes.y].write(y))}, ${AXES[map.axes.x].write(x)}: ${labelOf(winner)}, ${formatLongDuration(wallMs)}; ${next}.`;
}

export interface Area {
  readonly winner: StrategyName;
  readonly cells: number;
  /** The cell for its label: the one of the area that is furthest from its edges. */
  readonly label: Cursor;
}

/** The areas of one winner each, the largest first. Cells next to each other belong together. */
export function areasOf(map: DecisionMap): readonly Area[] {
  const { x, y } = map;
  const seen = new Set<number>();
  const areas: Area[] = [];
  for (let start = 0; start < map.cells.length; start += 1) {
    const winner = map.cells[start]?.winner;
    if (winner === undefined || seen.has(start)) continue;
    const found: number[] = [start];
    seen.add(start);
    for (const at of found) {
      for (const next of neighbours(at, x.length, y.length)) {
        if (seen.has(next) || map.cells[next]?.winner !== winner) continue;
        seen.add(next);
        found.push(next);
      }
    }
    areas.push({ winner, cells: found.length, label: innermost(new Set(found), x.length, y.length) });
  }
  return areas.sort((a, b) => b.cells - a.cells);
}

function neighbours(at: number, columns: number, rows: number): number[] {
  const [column, row] = [at % columns, Math.floor(at / columns)];
  return [
    ...(column > 0 ? [at - 1] : []),
    ...(column < columns - 1 ? [at + 1] : []),
    ...(row > 0 ? [at - columns] : []),
    ...(row < rows - 1 ? [at + columns] : []),
  ];
}

/** The cell that is furthest from the edges of its area. A name is wide, so level distances count for less. */
function innermost(area: ReadonlySet<number>, columns: number, rows: number): Cursor {
  let best: Cursor = { column: 0, row: 0 };
  let most = 0;
  for (const at of area) {
    const [column, row] = [at % columns, Math.floor(at / columns)];
    const reach = (dx: number, dy: number): number => {
      let steps = 1;
      for (;;) {
        const [x, y] = [column + dx * steps, row + dy * steps];
        if (x < 0 || x >= columns || y < 0 || y >= rows || !area.has(y * columns + x)) return steps;
        steps += 1;
      }
    };
    const upright = Math.min(reach(0, -1), reach(0, 1));
    const score = Math.min(reach(-1, 0), reach(1, 0), 3 * upright) + 0.1 * upright;
    if (score > most) [best, most] = [{ column, row }, score];
  }
  return best;
}

/** @param here all strategies, at the very numbers of the form */
export function mapTitle(
  map: DecisionMap,
  here: readonly Pick<StrategyEstimate, "strategy" | "wallMs">[] = [],
): string {
  const winners = [...new Set(areasOf(map).map(({ winner }) => labelOf(winner)))];
  if (winners.length === 1) return `${winners[0]} is fastest everywhere on this map`;
  const [first, second] = [...here].sort((a, b) => a.wallMs - b.wallMs);
  if (!first || !second) return "Which strategy is fastest";
  const margin = marginOf(first.wallMs, second.wallMs);
  return margin < CLOSE_MARGIN
    ? "At your numbers the two fastest are less than 5% apart"
    : `At your numbers ${labelOf(first.strategy)} is fastest: the next ${slower(margin)}`;
}

/** The map in figures: a row per value of the vertical axis, the largest first, as it is drawn. */
export function mapTable(map: DecisionMap): TableData {
  const { axes, x, y } = map;
  return {
    caption: `The fastest strategy by ${AXES[axes.y].label.toLowerCase()} and ${AXES[axes.x].label.toLowerCase()}`,
    columns: [
      { label: AXES[axes.y].label },
      ...x.map((value) => ({ label: AXES[axes.x].tick(value), numeric: true })),
    ],
    rows: y
      .map((value, row) => [
        cell(value, AXES[axes.y].tick(value)),
        ...x.map((_, column) => {
          const found = cellAt(map, { column, row });
          return found
            ? cell(
                `${found.winner} ${found.margin.toPrecision(3)}`,
                `${labelOf(found.winner)} +${formatPercent(found.margin)}`,
              )
            : cell(null);
        }),
      ])
      .toReversed(),
  };
}
