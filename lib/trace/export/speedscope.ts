import { getOrCreate } from "@/lib/base/get-or-create";
import type { Trace } from "../trace";
import { lanesOf } from "../worker-lanes";
import { laneName } from "./chrome";
import { type Track, tracksOf } from "./tracks";

/** https://www.speedscope.app/file-format-schema.json, as far as it is used here. */
interface SpeedscopeFile {
  readonly $schema: "https://www.speedscope.app/file-format-schema.json";
  readonly exporter: string;
  readonly name: string;
  readonly activeProfileIndex: number;
  readonly shared: { readonly frames: readonly { readonly name: string }[] };
  readonly profiles: readonly SpeedscopeProfile[];
}

interface SpeedscopeProfile {
  readonly type: "evented";
  readonly name: string;
  readonly unit: "milliseconds";
  readonly startValue: number;
  readonly endValue: number;
  readonly events: readonly { readonly type: "O" | "C"; readonly at: number; readonly frame: number }[];
}

/**
 * A trace in speedscope's evented format: one profile for each lane, and one more for each further track of a lane whose
 * bodies overlap, because events must open and close like brackets. A frame is a name, so all items of a task add up in
 * the left-heavy and sandwich views.
 */
export function speedscopeFile(trace: Trace, name = "Fanout"): SpeedscopeFile {
  const frames: { name: string }[] = [];
  const frameOf = new Map<number, number>();
  const frame = (row: number): number => {
    const index = trace.name[row] as number;
    return getOrCreate(frameOf, index, () => frames.push({ name: trace.names[index] ?? "" }) - 1);
  };
  const lanes = new Map(lanesOf(trace).map((lane) => [lane.lane, laneName(lane)]));
  const profiles = [...tracksOf(trace)].flatMap(([lane, tracks]) =>
    tracks.map((track, at): SpeedscopeProfile => {
      const own = lanes.get(lane) ?? `lane ${lane}`;
      const events = bracketed(track, frame);
      return {
        type: "evented",
        name: at === 0 ? own : `${own}, overlapping (${at})`,
        unit: "milliseconds",
        startValue: 0,
        endValue: Math.max(trace.wallMs, events[events.length - 1]?.at ?? 0),
        events,
      };
    }),
  );
  return {
    $schema: "https://www.speedscope.app/file-format-schema.json",
    exporter: "Fanout",
    name,
    // The first worker is more interesting than the driver.
    activeProfileIndex: profiles.length > 1 ? 1 : 0,
    shared: { frames },
    profiles,
  };
}

function bracketed(track: Track, frame: (row: number) => number): SpeedscopeProfile["events"] {
  const events: { type: "O" | "C"; at: number; frame: number }[] = [];
  const open: { end: number; frame: number }[] = [];
  const closeUntil = (time: number) => {
    for (
      let inner = open[open.length - 1];
      inner !== undefined && inner.end <= time;
      inner = open[open.length - 1]
    ) {
      open.pop();
      events.push({ type: "C", at: inner.end, frame: inner.frame });
    }
  };
  for (const { row, start, end } of track) {
    closeUntil(start);
    const own = frame(row);
    events.push({ type: "O", at: start, frame: own });
    open.push({ end, frame: own });
  }
  closeUntil(Number.POSITIVE_INFINITY);
  return events;
}
