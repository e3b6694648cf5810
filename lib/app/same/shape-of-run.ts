import type { Definition } from "@/lib/language/program";
import type { Settings } from "@/lib/model/settings";
import type { Shape, Stage } from "@/lib/project/same/shape";
import { isMap, isSpan, kindAt, nameAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import type { Recommendation } from "../export/recommendation";
import { sourceOf } from "./source-of";

/** Of Python's pools: some of the items of a map, in one call. */
const CHUNK = " (chunk)";

interface Program {
  readonly name: string;
  readonly code: string;
  readonly definitions: readonly Definition[];
}

interface Open {
  readonly name: string;
  count: number;
  retries: number;
  began: number;
}

/**
 * What a run did, with the settings that its answer recommends, or else its own: tasks in the order in which they began. Calls of
 * one task in one place are a map. What a task calls is a part of its body.
 */
export function shapeOfRun(
  trace: Trace,
  program: Program,
  settings: Settings,
  advised: Pick<Recommendation, "workers" | "chunk">,
): Shape {
  const stages = stagesOf(trace).map(({ name, count, retries }): Stage => {
    const line = program.definitions.find((each) => each.name === name)?.line;
    return { name, count, retries, source: line === undefined ? "" : sourceOf(program.code, line) };
  });
  const chunk = typeof settings.chunk === "number" ? settings.chunk : undefined;
  return {
    name: program.name,
    stages,
    workers: advised.workers ?? settings.workers,
    chunk: advised.chunk ?? chunk,
  };
}

function stagesOf(trace: Trace): Open[] {
  const stages = new Map<string, Open>();
  // By row: in the body of a task, so that what it calls is no stage.
  const isInner = new Uint8Array(trace.count);
  const stageOf: (Open | undefined)[] = [];
  for (let row = 0; row < trace.count; row += 1) {
    if (!isSpan(trace, row)) {
      const stage = stageOf[trace.attemptOf[row] as number];
      if (stage) stage.retries = Math.max(stage.retries, (trace.attempt[row] as number) || 0);
      continue;
    }
    const parent = trace.parent[row] as number;
    const kind = kindAt(trace, row);
    const name = nameAt(trace, row);
    const isBody = (kind === "task" || kind === "dynamic" || kind === "process") && !isMap(trace, row);
    const isChunk = name.endsWith(CHUNK);
    isInner[row] = (parent >= 0 && isInner[parent] === 1) || (isBody && !isChunk) ? 1 : 0;
    if (!isBody || isChunk || (parent >= 0 && isInner[parent] === 1)) continue;
    const began = trace.started[row] as number;
    // A pool's chunks are in one map.
    const place = parent >= 0 && nameAt(trace, parent).endsWith(CHUNK) ? trace.parent[parent] : parent;
    const key = `${place} ${name}`;
    const stage = stages.get(key) ?? { name, count: 0, retries: 0, began: Number.POSITIVE_INFINITY };
    stages.set(key, stage);
    stageOf[row] = stage;
    stage.count += 1;
    if (began < stage.began) stage.began = began;
  }
  return [...stages.values()].sort((a, b) => (a.began === b.began ? 0 : a.began - b.began));
}
