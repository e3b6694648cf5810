import { MAX_FILES, MAX_SPANS, MAX_WORKERS, VALUE_MAX_BYTES } from "@/lib/model/limits";
import type { TrialDone, TrialRequest } from "@/lib/protocol/page";
import { errorForPage } from "./for-page";
import { measure } from "./measure";
import { outputText } from "./output";
import { outputForPage } from "./output-files";
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

export function outcomeOf(end: TrialEnd): TrialDone {
  if (measure(end.output, { bytes: VALUE_MAX_BYTES }) === undefined)
    throw new RangeError(
      `it holds more than ${VALUE_MAX_BYTES / 2 ** 20} MiB, the bound of one value. Return less, or parts of it`,
    );
  const { output, artifacts } = outputForPage(end.output);
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
      path: artifact.path,
      content: artifact.content as Uint8Array<ArrayBuffer>,
    })),
    refused: [...end.refused],
  };
}
