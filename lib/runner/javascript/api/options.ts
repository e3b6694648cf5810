import { OPTION_NAMES } from "@/lib/model/option-names";
import { STRATEGIES } from "@/lib/model/strategy";
import type { MapOptions } from "../../execute/calls";
import { checkOptions, misuse, wholeNumber } from "./registry";

export interface JavaScriptMapOptions extends MapOptions {
  readonly key: ((item: unknown, index: number) => unknown) | undefined;
}

/** Reads the options of `map` or a sibling of it. @throws TypeError in the user's words. */
export function mapOptions(given: unknown, what: "map" | "starmap" | "mapUnordered"): JavaScriptMapOptions {
  const options = checkOptions(given, OPTION_NAMES[what], what);
  const ratio = options.minSuccessRatio ?? 1;
  if (typeof ratio !== "number" || !(ratio >= 0 && ratio <= 1))
    throw misuse(`${what}: \`minSuccessRatio\` must be a number from 0 to 1`);
  const chunkSize = options.chunkSize;
  if (chunkSize !== undefined && chunkSize !== "auto" && chunkSize !== "python")
    wholeNumber(chunkSize, `${what}: chunkSize, if not "auto" or "python",`, 1);
  const { strategy, key } = options;
  const index =
    strategy === undefined ? undefined : STRATEGIES.indexOf(strategy as (typeof STRATEGIES)[number]);
  if (index === -1)
    throw misuse(`${what}: unknown strategy "${String(strategy)}". Use one of: ${STRATEGIES.join(", ")}`);
  if (key !== undefined && typeof key !== "function") throw misuse(`${what}: \`key\` must be a function`);
  return {
    concurrency: wholeNumber(options.concurrency, `${what}: concurrency`, 0) ?? 0,
    minSuccessRatio: ratio,
    strategy: index,
    chunkSize: chunkSize as MapOptions["chunkSize"],
    key: key as JavaScriptMapOptions["key"],
  };
}
