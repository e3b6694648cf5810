import type { Subject } from "./subject";

/** A stretch of the source: offsets from 0, `end` exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What a rule has found. All offsets are those of the source. */
export interface Finding extends Stretch {
  /** What happens, then what to do, in one or two sentences. */
  readonly message: string;
  readonly fix?: { readonly title: string; readonly edits: readonly Edit[] } | undefined;
}

/** Puts `text` in the place of a stretch. */
export interface Edit extends Stretch {
  readonly text: string;
}

/**
 * Finds one kind of mistake in a program that compiles. It reports only what is certain from the text: a rule that is wrong in an example,
 * a lesson or a random program is removed (advice.test.ts).
 */
export type Rule = (subject: Subject) => readonly Finding[];
