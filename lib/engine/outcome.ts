import type { Outcome, RunRequest, Tick } from "@/lib/protocol/messages";
import { BOX } from "@/lib/sdk/runtime/boxed";
import type { RunEnd, RunPlan, RunTick } from "./plan";

/** From the wire's request to what a run takes. */
export function planOf(request: RunRequest): RunPlan {
  const { definitions, cache, prior, ...rest } = request;
  const versions: Record<string, string> = {};
  for (const definition of definitions) versions[definition.name] = definition.version;
  return {
    ...rest,
    versions,
    cache,
    prior: new Map(prior.map((result) => [Number(result.path), result.value])),
  };
}

export function tickOf(run: number, tick: RunTick): Tick {
  return { type: "tick", run, ...tick };
}

interface Artifact {
  readonly path: string;
  readonly content: Uint8Array;
}

/** Takes the files out of an output: in it stay records of their names and sizes. */
function extract(value: unknown, artifacts: Artifact[], done: Map<object, unknown>): unknown {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  const before = done.get(value);
  if (before !== undefined) return before;
  const record = value as Record<string, unknown>;
  if (record[BOX] === "Dir" && Array.isArray(record.files)) {
    const files = record.files as { path: string; content: Uint8Array }[];
    for (const file of files)
      artifacts.push({ path: `${String(record.name)}/${file.path}`, content: file.content });
    return {
      [BOX]: "Dir",
      name: record.name,
      files: files.map((file) => ({ path: file.path, bytes: file.content.byteLength })),
    };
  }
  if (record[BOX] === "File" && record.content instanceof Uint8Array) {
    artifacts.push({ path: String(record.name), content: record.content });
    return { [BOX]: "File", name: record.name, bytes: record.content.byteLength };
  }
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    done.set(value, copy);
    for (const part of value) copy.push(extract(part, artifacts, done));
    return copy;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const copy: Record<string, unknown> = {};
  done.set(value, copy);
  for (const key of Object.keys(record)) {
    Object.defineProperty(copy, key, {
      value: extract(record[key], artifacts, done),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return copy;
}

export function outcomeOf(run: number, end: RunEnd): Outcome {
  const artifacts: Artifact[] = [];
  const output = extract(end.output, artifacts, new Map());
  return {
    type: "done",
    run,
    status: end.status,
    wallMs: end.wallMs,
    output,
    error: end.error && {
      name: end.error.name,
      message: end.error.message.slice(0, 20_000),
      line: end.error.line,
      column: end.error.column,
      path: end.error.path && [...end.error.path].slice(0, 600),
      stack: end.error.stack,
    },
    artifacts: artifacts.map((artifact) => ({
      path: artifact.path.slice(0, 1_000),
      content: artifact.content as Uint8Array<ArrayBuffer>,
    })),
    cache: end.cache.map((entry) => ({ ...entry })),
    results: end.results.map((result) => ({ path: String(result.path), value: result.value })),
    refused: [...end.refused],
  };
}
