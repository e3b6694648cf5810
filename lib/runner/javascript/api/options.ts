import { STRATEGIES } from "@/lib/model/strategy";
import type { MapOptions } from "../../execute/calls";
import { checkOptions, wholeNumber } from "./registry";

const KNOWN = ["concurrency", "minSuccessRatio", "strategy", "chunkSize", "key"] as const;

export interface JavaScriptMapOptions extends MapOptions {
  readonly key: ((item: unknown, index: number) => unknown) | undefined;
}

/** Reads a map's options. @throws TypeError in the user's words. */
export function mapOptions(given: unknown): JavaScriptMapOptions {
  const options = checkOptions(given, KNOWN, "map");
  const ratio = options.minSuccessRatio ?? 1;
  if (typeof ratio !== "number" || !(ratio >= 0 && ratio <= 1))
    throw new TypeError("map: minSuccessRatio is a number from 0 to 1");
  const chunkSize = options.chunkSize;
  if (chunkSize !== undefined && chunkSize !== "auto" && chunkSize !== "python")
    wholeNumber(chunkSize, 'map: chunkSize, if not "auto" or "python",', 1);
  const { strategy, key } = options;
  const index =
    strategy === undefined ? undefined : STRATEGIES.indexOf(strategy as (typeof STRATEGIES)[number]);
  if (index === -1)
    throw new TypeError(`map: unknown strategy "${String(strategy)}" (known: ${STRATEGIES.join(", ")})`);
  if (key !== undefined && typeof key !== "function") throw new TypeError("map: key is a function");
  return {
    concurrency: wholeNumber(options.concurrency, "map: concurrency", 0) ?? 0,
    minSuccessRatio: ratio,
    strategy: index,
    chunkSize: chunkSize as MapOptions["chunkSize"],
    key: key as JavaScriptMapOptions["key"],
  };
}
