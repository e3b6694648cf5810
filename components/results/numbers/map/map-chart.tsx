import { type KeyboardEvent, type PointerEvent, useId } from "react";
import { useWidth } from "@/components/results/shared/chart/use-width";
import type { Numbers } from "@/lib/estimate/numbers";
import type { DecisionMap } from "@/lib/estimate/outcome";
import { STRATEGIES } from "@/lib/model/strategy";
import { labelOf } from "../words";
import { AXES, isOutside, placeOn } from "./axis";
import { areasOf, CLOSE_MARGIN, type Cursor, cellAt, cellText, moved } from "./map-data";

/** px */
export const MAP_HEIGHT = 358;
const LEFT = 52;
const BOTTOM = 40;
const TOP = 24;
const RIGHT = 8;

/** Shades of the areas, by the order of STRATEGIES: the names on them tell them apart. Opacities, which a saved picture keeps. */
const SHADES = [
  { fill: "var(--text)", fillOpacity: 0.03 },
  { fill: "var(--text)", fillOpacity: 0.1 },
  { fill: "var(--accent)", fillOpacity: 0.38 },
  { fill: "var(--text)", fillOpacity: 0.22 },
  { fill: "var(--accent)", fillOpacity: 0.16 },
] as const;

interface MapChartProps {
  readonly map: DecisionMap;
  readonly numbers: Numbers;
  readonly cursor: Cursor;
  readonly onCursor: (cursor: Cursor) => void;
}

/** The plane of two fields, each area with the name of the strategy that is fastest there. */
export function MapChart({ map, numbers, cursor, onCursor }: MapChartProps) {
  const id = useId();
  const [ref, width] = useWidth<HTMLDivElement>();
  const { x, y, axes } = map;
  const [cellWidth, cellHeight] = [
    Math.max(1, width - LEFT - RIGHT) / x.length,
    (MAP_HEIGHT - TOP - BOTTOM) / y.length,
  ];
  const left = (share: number): number => LEFT + share * cellWidth * x.length;
  const top = (share: number): number => TOP + (1 - share) * cellHeight * y.length;
  const press = (event: KeyboardEvent): void => {
    const next = moved(map, cursor, event.key);
    if (!next || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onCursor(next);
  };
  const point = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left - LEFT) / cellWidth);
    const row = y.length - 1 - Math.floor((event.clientY - box.top - TOP) / cellHeight);
    if (cellAt(map, { column, row }) && column >= 0 && column < x.length) onCursor({ column, row });
  };
  const isBeyond = (["x", "y"] as const).some((axis) => isOutside(map[axis], AXES[axes[axis]].here(numbers)));
  const here = {
    x: left(placeOn(x, AXES[axes.x].here(numbers))),
    y: top(placeOn(y, AXES[axes.y].here(numbers))),
  };
  return (
    <div
      ref={ref}
      role="application"
      aria-roledescription="decision map"
      aria-label={`Decision map. ${cellText(map, cursor)}`}
      aria-describedby={`${id}-keys`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows move its cursor
      tabIndex={0}
      onKeyDown={press}
      onPointerDown={point}
      className="group touch-manipulation rounded-sm"
      style={{ height: MAP_HEIGHT }}
    >
      <span id={`${id}-keys`} className="sr-only">
        Arrow keys move over the map. Home, End, Page up and Page down go to its edges.
      </span>
      {width > 0 && (
        <svg data-chart aria-hidden width={width} height={MAP_HEIGHT} className="keep-colors block">
          <defs>
            <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="1.2" height="6" fill="var(--line-strong)" />
            </pattern>
          </defs>
          {map.cells.map((cell, at) => {
            const [column, row] = [at % x.length, Math.floor(at / x.length)];
            const box = {
              x: LEFT + column * cellWidth,
              y: TOP + (y.length - 1 - row) * cellHeight,
              width: cellWidth,
              height: cellHeight,
              shapeRendering: "crispEdges",
            };
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
              <g key={at}>
                <rect {...box} {...SHADES[STRATEGIES.indexOf(cell.winner)]} />
                {cell.margin < CLOSE_MARGIN && <rect {...box} fill={`url(#${id})`} />}
              </g>
            );
          })}
          <path d={bordersOf(map, cellWidth, cellHeight)} fill="none" stroke="var(--text)" strokeWidth={1} />
          <Ticks map={map} width={width} left={left} top={top} />
          {areasOf(map).map(({ winner, cells, label }) => {
            const name = labelOf(winner);
            // Where there is no room for a name, the cursor reads it out.
            if (cells < 3 || cells * cellWidth * cellHeight < name.length * 120) return null;
            return (
              <text
                key={`${winner} ${label.column} ${label.row}`}
                x={left((label.column + 0.5) / x.length)}
                y={top((label.row + 0.5) / y.length)}
                dy="0.35em"
                textAnchor="middle"
                stroke="var(--surface)"
                strokeWidth={4}
                paintOrder="stroke"
                className="fill-text font-semibold text-base"
              >
                {name}
              </text>
            );
          })}
          <circle
            cx={here.x}
            cy={here.y}
            r={6}
            fill="var(--accent)"
            stroke="var(--surface)"
            strokeWidth={2}
          />
          <text
            x={Math.max(LEFT + 76, Math.min(width - RIGHT - 76, here.x))}
            y={here.y < TOP + 30 ? here.y + 22 : here.y - 12}
            textAnchor="middle"
            stroke="var(--surface)"
            strokeWidth={4}
            paintOrder="stroke"
            className="fill-text text-sm"
          >
            {isBeyond ? "you are beyond the edge" : "you are here"}
          </text>
          <rect
            x={LEFT + cursor.column * cellWidth}
            y={TOP + (y.length - 1 - cursor.row) * cellHeight}
            width={cellWidth}
            height={cellHeight}
            fill="none"
            stroke="var(--text)"
            strokeWidth={2}
            data-cursor
          />
        </svg>
      )}
    </div>
  );
}

/** Lines between cells with different winners. */
function bordersOf({ x, y, cells }: DecisionMap, cellWidth: number, cellHeight: number): string {
  const parts: string[] = [];
  cells.forEach(({ winner }, at) => {
    const [column, row] = [at % x.length, Math.floor(at / x.length)];
    const [px, py] = [LEFT + (column + 1) * cellWidth, TOP + (y.length - 1 - row) * cellHeight];
    if (column < x.length - 1 && cells[at + 1]?.winner !== winner) parts.push(`M${px} ${py}v${cellHeight}`);
    if (row < y.length - 1 && cells[at + x.length]?.winner !== winner)
      parts.push(`M${px - cellWidth} ${py}h${cellWidth}`);
  });
  return parts.join("");
}

interface TicksProps {
  readonly map: DecisionMap;
  readonly width: number;
  readonly left: (share: number) => number;
  readonly top: (share: number) => number;
}

function Ticks({ map: { axes, x, y }, width, left, top }: TicksProps) {
  const [across, up] = [AXES[axes.x], AXES[axes.y]];
  const ends = (values: readonly number[]) => [values[0] ?? 1, values.at(-1) ?? 1] as const;
  return (
    <>
      {across.ticks(...ends(x), Math.floor(width / 75)).map((value) => (
        <g key={value}>
          <path d={`M${left(placeOn(x, value))} ${MAP_HEIGHT - BOTTOM}v4`} stroke="var(--line-strong)" />
          <text
            x={left(placeOn(x, value))}
            y={MAP_HEIGHT - BOTTOM + 16}
            textAnchor="middle"
            className="fill-muted text-sm"
          >
            {across.tick(value)}
          </text>
        </g>
      ))}
      {up.ticks(...ends(y), 8).map((value) => (
        <g key={value}>
          <path d={`M${LEFT - 4} ${top(placeOn(y, value))}h4`} stroke="var(--line-strong)" />
          <text
            x={LEFT - 7}
            y={top(placeOn(y, value))}
            dy="0.35em"
            textAnchor="end"
            className="fill-muted text-sm"
          >
            {up.tick(value)}
          </text>
        </g>
      ))}
      <text x={0} y={14} className="fill-muted text-sm">
        {up.label}
      </text>
      <text x={left(0.5)} y={MAP_HEIGHT - 5} textAnchor="middle" className="fill-muted text-sm">
        {across.label}
      </text>
    </>
  );
}
