import { DEFAULT_LANGUAGE, type LanguageId } from "@/lib/model/language";
import type { Settings } from "@/lib/model/settings";

/** Settings that an example needs to make its point; all else stays as the reader has it. Keys are those of a link. */
export type ExampleSettings = Partial<
  Pick<Settings, "strategies" | "workers" | "chunk" | "start" | "rounds" | "maxParallelism" | "seed">
>;

export interface Example {
  /** File name of the program, its name in `#example=` links and of its page under /learn/. Never changed once published. */
  readonly name: string;
  readonly title: string;
  /** What somebody would ask who needs this example. One sentence. */
  readonly question: string;
  readonly settings: ExampleSettings;
  /** Inputs that differ from the program's own defaults. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The view that shows its point. */
  readonly view: "compare" | "tree" | "timeline" | "output" | "log";
  readonly language: LanguageId;
  readonly source: string;
}

/** An example without its text. */
export type Entry = Omit<Example, "source" | "inputs" | "language"> &
  Partial<Pick<Example, "inputs" | "language">>;

/** @throws Error where the text is missing */
export function withSource(entry: Entry, sources: Readonly<Record<string, string>>): Example {
  const source = sources[entry.name];
  if (source === undefined)
    throw new Error(`There is no program of the example "${entry.name}": run "npm run generate"`);
  return { language: DEFAULT_LANGUAGE, inputs: {}, ...entry, source };
}
