import {
  MAX_FILES,
  MAX_SPANS,
  MAX_WORKERS,
  OUTPUT_REPR_MAX_LENGTH,
  VALUE_MAX_BYTES,
} from "@/lib/model/limits";
import type { TrialDone, TrialRequest } from "@/lib/protocol/page";
import type { OutputWithRepr } from "@/lib/protocol/runner";
import type { StartedAhead } from "@/lib/protocol/sandbox";
import { errorForPage } from "./for-page";
import { measure } from "./measure";
import { outputText } from "./output";
import { outputForPage } from "./output-files";
import type { TrialEnd, TrialPlan } from "./plan";

/** ms between two ticks of what a trial recorded. */
const TICK_MS = 50;

/** From the wire's request to what a run takes. */
export function planOf(request: TrialRequest, ahead?: StartedAhead): TrialPlan {
  const { definitions, fansOutItself, cache, prior, mostWorkers = MAX_WORKERS, ...rest } = request;
  const versions: Record<string, string> = {};
  for (const definition of definitions) versions[definition.name] = definition.version;
  return {
    ...rest,
    ahead,
    records: true,
    bounds: { workers: Math.min(mostWorkers, MAX_WORKERS), spans: MAX_SPANS, tickMs: TICK_MS },
    versions,
    hasEnvironments: fansOutItself || definitions.some(({ kind }) => kind === "environment"),
    cache,
    prior: new Map(prior.map(({ name, value }) => [Number(name), value])),
  };
}

/** An output, and how its language writes it. Only a runner sends one of this form: a program's own object would come wrapped. */
function withRepr(output: unknown): { readonly value: unknown; readonly repr?: string } {
  const isTagged = typeof output === "object" && output !== null && "$fanout" in output;
  if (!isTagged || output.$fanout !== "output") return { value: output };
  const { value, repr } = output as OutputWithRepr;
  return { value, repr: String(repr).slice(0, OUTPUT_REPR_MAX_LENGTH) };
}

export function outcomeOf(end: TrialEnd): TrialDone {
  if (measure(end.output, { bytes: VALUE_MAX_BYTES }) === undefined)
    throw new RangeError(
      `it holds more than ${VALUE_MAX_BYTES / 2 ** 20} MiB, the bound of one value. Return less, or parts of it`,
    );
  const { value, repr } = withRepr(end.output);
  const { output, artifacts } = outputForPage(value);
  if (artifacts.length > MAX_FILES)
    throw new RangeError(
      `it contains ${artifacts.length.toLocaleString("en")} files (limit ${MAX_FILES.toLocaleString("en")})`,
    );
  return {
    type: "done",
    status: end.status,
    wallMs: end.wallMs,
    ...(end.aheadMs > 0 && { aheadMs: end.aheadMs }),
    output: { ...outputText(output), ...(repr !== undefined && { repr }) },
    error: end.error && errorForPage(end.error),
    artifacts: artifacts.map((artifact) => ({
      path: artifact.path,
      content: artifact.content as Uint8Array<ArrayBuffer>,
    })),
    refused: [...end.refused],
    ...(end.inline && { inline: true }),
  };
}
