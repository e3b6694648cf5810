import { ArrowLeftRight } from "lucide-react";
import { useState } from "react";
import { ChartFrame } from "@/components/results/shared/chart/chart-frame";
import type { PictureMark } from "@/components/results/shared/chart/picture";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import type { Numbers } from "@/lib/estimate/numbers";
import { type DecisionMap, type Estimate, type MapAxes, VARIED, type Varied } from "@/lib/estimate/outcome";
import { questionText } from "../words";
import { AXES, nearest } from "./axis";
import { MAP_HEIGHT, MapChart } from "./map-chart";
import { type Cursor, cellText, mapTable, mapTitle } from "./map-data";

const SENTENCE =
  "Simulated by formulas, everything else as in the form. Hatched: less than 5% between the first two.";

interface MapSectionProps {
  readonly map: DecisionMap | undefined;
  readonly problem: string | undefined;
  readonly numbers: Numbers;
  /** At these very numbers; a cell is only near them. */
  readonly estimate: Estimate | undefined;
  readonly axes: MapAxes;
  readonly onAxes: (axes: MapAxes) => void;
  /** Makes the values of a cell the numbers. */
  readonly onTake: (values: readonly (readonly [field: Varied, value: number])[]) => void;
}

const OPTIONS = VARIED.map((value) => ({ value, label: AXES[value].label }));
const MARKS: readonly PictureMark[] = [
  { label: "Less than 5% between the first two", color: "subtle", shape: "hatch" },
];

export function MapSection({ map, problem, numbers, estimate, axes, onAxes, onTake }: MapSectionProps) {
  const [chosen, setChosen] = useState<{ readonly axes: MapAxes; readonly cursor: Cursor }>();
  const here = map && {
    column: nearest(map.x, AXES[map.axes.x].here(numbers)),
    row: nearest(map.y, AXES[map.axes.y].here(numbers)),
  };
  const cursor = (map && chosen?.axes === map.axes ? chosen.cursor : undefined) ?? here;
  const text = map && cursor ? cellText(map, cursor) : "";
  const choose = (axis: keyof MapAxes, field: Varied): void => {
    const other = axis === "x" ? "y" : "x";
    // Both axes of one field would show nothing.
    onAxes({ ...axes, [axis]: field, ...(axes[other] === field && { [other]: axes[axis] }) });
  };
  const controls = (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        label="Upright axis"
        value={axes.y}
        options={OPTIONS}
        onChange={(field) => choose("y", field)}
      />
      <IconButton label="Exchange the axes" onClick={() => onAxes({ x: axes.y, y: axes.x })}>
        <ArrowLeftRight />
      </IconButton>
      <Select label="Level axis" value={axes.x} options={OPTIONS} onChange={(field) => choose("x", field)} />
    </div>
  );
  if (!map || !cursor || !here)
    return (
      <section aria-label="Decision map" className="flex flex-col gap-2">
        <div className="mr-18">
          <h3 className="font-semibold text-lg">Which strategy is fastest</h3>
          <p className="text-muted">{SENTENCE}</p>
        </div>
        {controls}
        <div style={{ height: MAP_HEIGHT }}>
          {problem ? <p className="text-failed">{problem}</p> : <Spinner label="Drawing the map…" />}
        </div>
        <div className="min-h-14" />
      </section>
    );
  return (
    <ChartFrame
      title={mapTitle(map, estimate?.strategies)}
      sentence={SENTENCE}
      table={mapTable(map)}
      fileName="decision-map"
      marks={MARKS}
      source={`${questionText(numbers)}. Simulated with Fanout.`}
      legend={
        <div className="flex min-h-14 flex-wrap items-start gap-x-3 gap-y-1">
          <p aria-live="polite" className="min-w-0 flex-[1_1_18rem]">
            {text}
          </p>
          <Button
            variant="quiet"
            onClick={() => {
              const [x, y] = [map.x[cursor.column], map.y[cursor.row]];
              if (x !== undefined && y !== undefined)
                onTake([
                  [map.axes.x, x],
                  [map.axes.y, y],
                ]);
            }}
          >
            Use these numbers
          </Button>
        </div>
      }
    >
      {controls}
      <MapChart
        map={map}
        numbers={numbers}
        cursor={cursor}
        onCursor={(next) => setChosen({ axes: map.axes, cursor: next })}
      />
    </ChartFrame>
  );
}
