import type { LanguageId } from "@/lib/model/language";
import type { StandInResult } from "@/lib/model/stand-ins";

/**
 * A compiled program: what the engine runs and what the page knows about it without evaluating it.
 * Made by the `Compile` of its language; nothing here is a function, so it can cross threads.
 */
export interface Program {
  readonly language: LanguageId;
  /** The entry's name, or "main". */
  readonly name: string;
  /** Short hex digest of the source. */
  readonly hash: string;
  /** What a runner of the language loads. */
  readonly code: string;
  /** Maps positions in `code` back to the source, for `MapError`. */
  readonly positions: PositionMap;
  readonly definitions: readonly Definition[];
  /** Inputs of the entry with their defaults, as far as they can be read from the source. */
  readonly inputs: readonly InputField[];
  /** It makes its own pools, processes and threads: strategies other than sequential run it in the same way. */
  readonly fansOutItself?: boolean;
  /** Its platform has a local mode, in which steps run one after the other in one process. */
  readonly hasLocalMode?: boolean;
  /** Tasks that use what a browser does not have; each can have a stand-in. */
  readonly needs?: readonly TaskNeed[];
  /** What runs, but most likely does not do what its author means. */
  readonly warnings?: readonly Diagnostic[];
}

/** A task that uses modules that are not there. */
export interface TaskNeed {
  /** Its function, as a stand-in names it. */
  readonly task: string;
  /** Of its definition. */
  readonly line: number;
  readonly column: number;
  /** Line of the first use. */
  readonly usedAt: number;
  readonly modules: readonly string[];
  /** What its stand-in gives as long as nobody says what. */
  readonly gives: StandInResult;
}

/** A task, workflow, dynamic or launch plan defined at the top level. */
export interface Definition {
  readonly kind: "task" | "workflow" | "dynamic" | "launchPlan" | "environment" | "traced";
  /** Its name in the tree. */
  readonly name: string;
  /** The top-level variable that holds it, if any. */
  readonly binding?: string;
  /** From 1, in the source. */
  readonly line: number;
  readonly column: number;
  /** Digest of its own text and of everything top-level that it uses, directly or not. */
  readonly version: string;
  readonly entry: boolean;
}

export interface InputField {
  readonly name: string;
  /** From the default's literal. "json" where the default is not a literal or is an object. */
  readonly type: "number" | "string" | "boolean" | "numbers" | "strings" | "json";
  /** All values that it can have, of a "string". */
  readonly choices?: readonly string[];
  /** Absent where the default cannot be read without evaluating. */
  readonly default?: unknown;
  /** From the property's own comment in the source, one line. */
  readonly description?: string;
}

/** Opaque outside its language; plain data. */
export type PositionMap = readonly (readonly (readonly [
  column: number,
  line: number,
  sourceColumn: number,
])[])[];

/** Something wrong with a program. */
export interface Diagnostic extends Partial<SourcePosition> {
  readonly message: string;
  /** Where what is wrong ends, exclusive. Absent: the word at its start. */
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly fix?: Fix;
  /** The text is written in this language, and the program says that it is in another one. */
  readonly language?: LanguageId;
  /** There is no more to say of this text: what other checks find in it is of no use. */
  readonly isWhole?: boolean;
}

/** A change of the source that repairs something. */
export interface Fix {
  /** What it does, as the label of a button or menu item: "Add `await`". */
  readonly title: string;
  /** Of the text that was compiled; they do not overlap. */
  readonly edits: readonly TextEdit[];
}

/** Puts `text` in the place of a stretch of the source, its end exclusive. */
export interface TextEdit extends SourcePosition {
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

/** A place in a source. Both count from 1; columns count UTF-16 units, as editors and browsers do. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

export type CompileResult =
  | { readonly ok: true; readonly program: Program }
  | { readonly ok: false; readonly errors: readonly Diagnostic[] };
