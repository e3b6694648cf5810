import type { ExampleSettings } from "../example";

/**
 * A page under /learn/: the example's question, text, the embed, what to see in it, what to try, what to take away, how the
 * systems differ. All texts are Markdown (paragraphs, lists, tables, links, code); the page is made of it at build time.
 */
export interface Lesson {
  /** The last part of its address, and the name of the example that the page embeds. */
  readonly slug: string;
  /** The record of a run that it is about, in place of an example. */
  readonly record?: {
    /** What somebody would ask who needs the lesson. */
    readonly question: string;
    readonly file: () => Promise<{ readonly default: RecordFile }>;
  };
  /** A few words, for the list and the page's title. */
  readonly title: string;
  /** For search engines and link previews; at most 160 characters, plain text. */
  readonly description: string;
  /** Stands before the embed: what a reader needs to press Run. */
  readonly intro: string;
  /** Stands after the embed: what it shows. */
  readonly look: string;
  readonly tries: readonly Try[];
  readonly takeaways: readonly string[];
  /** Where the systems differ from each other. */
  readonly systems: Readonly<Record<"Dagster" | "Flyte" | "Python" | "Fanout", string>>;
}

/** A file of lib/examples/records. */
export interface RecordFile {
  readonly name: string;
  readonly base64: string;
}

export interface Try {
  /** What to change. */
  readonly change: string;
  /** What happens then. */
  readonly see: string;
  /** Links that open the playground with the change made, each by what is changed, in a few words. */
  readonly open: Readonly<Record<string, TryLink>>;
}

export interface TryLink {
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** On top of the example's own. */
  readonly settings?: ExampleSettings;
  readonly view?: "compare" | "tree" | "timeline";
  /** Changes of the program: what takes the place of a text that stands in it once. */
  readonly edits?: Readonly<Record<string, string>>;
}
