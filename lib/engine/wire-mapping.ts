import { MAX_FILES, MAX_SPANS, MAX_WORKERS, VALUE_MAX_BYTES } from "@/lib/model/limits";
import type { TrialDone, TrialRequest } from "@/lib/protocol/page";
import { OBJECT_TAG } from "@/lib/runner/javascript/copy/object-tag";
import { errorForPage } from "./for-page";
import { measure } from "./measure";
import { outputText } from "./output";
import type { TrialEnd, TrialPlan } from "./plan";

/** ms between two ticks of what a trial recorded. */
const TICK_MS = 50;

/** From the wire's request to what a run takes. */
export function planOf(request: TrialRequest): TrialPlan {
  const { definitions, cache, prior, ...rest } = request;
  const versions: Record<string, string> = {};
  for (const definition of definitions) versions[definition.name] = definition.version;
  return {
    ...rest,
    records: true,
    bounds: { workers: MAX_WORKERS, spans: MAX_SPANS, tickMs: TICK_MS },
    versions,
    hasEnvironments: definitions.some(({ kind }) => kind === "environment"),
    cache,
    prior: new Map(prior.map(({ name, value }) => [Number(name), value])),
  };
}

interface Artifact {
  readonly path: string;
  readonly content: Uint8Array;
}

/** As many numbers as one value may hold; a list can claim any length without holding anything. */
const MAX_LIST = VALUE_MAX_BYTES / Float64Array.BYTES_PER_ELEMENT;

/** Bytes that can go to the page: shared memory stays with the threads that share it. */
const isContent = (value: unknown): value is Uint8Array =>
  value instanceof Uint8Array && value.buffer instanceof ArrayBuffer;

/** A program may return what only looks like an artifact. */
const isFile = (value: unknown): value is Artifact =>
  typeof value === "object" &&
  value !== null &&
  "path" in value &&
  typeof value.path === "string" &&
  "content" in value &&
  isContent(value.content);

/**
 * Takes the files out of an output: in it stay records of their names and sizes.
 * @throws Error for what cannot leave the sandbox.
 */
function extract(value: unknown, artifacts: Artifact[], done: Map<object, unknown>): unknown {
  if (typeof value !== "object" || value === null) return value;
  const memory = ArrayBuffer.isView(value) ? value.buffer : value;
  if (typeof SharedArrayBuffer === "function" && memory instanceof SharedArrayBuffer)
    throw new TypeError("it holds shared memory; return a copy");
  if (ArrayBuffer.isView(value)) return value;
  const before = done.get(value);
  if (before !== undefined) return before;
  const record = value as Record<string, unknown>;
  const { name } = record;
  if (
    record[OBJECT_TAG] === "Dir" &&
    typeof name === "string" &&
    Array.isArray(record.files) &&
    record.files.every(isFile)
  ) {
    const files: readonly Artifact[] = record.files;
    for (const { path, content } of files) artifacts.push({ path: `${name}/${path}`, content });
    return {
      [OBJECT_TAG]: "Dir",
      name,
      files: files.map(({ path, content }) => ({ path, bytes: content.byteLength })),
    };
  }
  if (record[OBJECT_TAG] === "File" && typeof name === "string" && isContent(record.content)) {
    artifacts.push({ path: name, content: record.content });
    return { [OBJECT_TAG]: "File", name, bytes: record.content.byteLength };
  }
  if (Array.isArray(value)) {
    if (value.length > MAX_LIST)
      throw new RangeError(
        `it holds a list of ${value.length.toLocaleString("en")} items; the bound is ${MAX_LIST.toLocaleString("en")}`,
      );
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

export function outcomeOf(end: TrialEnd): TrialDone {
  if (measure(end.output, { bytes: VALUE_MAX_BYTES }) === undefined)
    throw new RangeError(
      `it holds more than ${VALUE_MAX_BYTES / 2 ** 20} MiB, the bound of one value. Return less, or parts of it`,
    );
  const artifacts: Artifact[] = [];
  const output = extract(end.output, artifacts, new Map());
  if (artifacts.length > MAX_FILES)
    throw new RangeError(
      `it holds ${artifacts.length.toLocaleString("en")} files; the bound is ${MAX_FILES.toLocaleString("en")}`,
    );
  return {
    type: "done",
    status: end.status,
    wallMs: end.wallMs,
    output: outputText(output),
    error: end.error && errorForPage(end.error),
    artifacts: artifacts.map((artifact) => ({
      path: artifact.path.slice(0, 1_000),
      content: artifact.content as Uint8Array<ArrayBuffer>,
    })),
    refused: [...end.refused],
  };
}
