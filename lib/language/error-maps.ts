import type { LanguageId } from "@/lib/model/language";
import type { MapError } from "./language";
import { mapError } from "./typescript/positions";

/** Loaded with the first run. */
export const errorMaps: Readonly<Record<LanguageId, MapError>> = {
  typescript: mapError,
  // Its tracebacks have the lines of the program.
  python: (error) => error,
};
