import type { Kind } from "@/lib/model/kind";
import type { CallOptions, RetryRule } from "@/lib/protocol/calls";
import type { EntryRequest } from "@/lib/protocol/runner";
import type { Thread } from "../execute/thread";

/** A program's function. While it is entered, `thread.current` is its span: a language reads it then, and keeps it in its own way. */
// biome-ignore lint/complexity/noBannedTypes: its arguments and result are the program's.
export type Body = Function;

/** A task, workflow or launch plan as the runner knows it. */
export interface Definition {
  readonly kind: Extract<Kind, "task" | "dynamic" | "workflow" | "launchPlan">;
  readonly name: string;
  readonly fn: Body;
  readonly retry?: RetryRule;
  readonly timeoutMs?: number;
  readonly cache: boolean;
  readonly cacheVersion: string;
  /** Version of the code it depends on, from the compiler. */
  readonly version: string;
  readonly environment?: CallOptions["environment"];
  readonly maxParallelism?: number;
  readonly finishRunnable: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly line?: number;
}

/** What a value is to the program, for the message where it cannot cross. */
export interface Role {
  readonly name: string;
  readonly verb: "Pass" | "Return";
}

/** What inspecting a value finds. */
export interface Inspection {
  /** Estimated bytes when it crosses: 8 per number, 2 per character, the length of buffers. */
  readonly bytes: number;
  /** It holds objects that are encoded before they cross. */
  readonly encoded: boolean;
  /** What cannot cross, where, and what to do, in sentences. */
  readonly problem?: string;
}

/** A value for its receiver; undefined where there is a problem. */
export interface Copied extends Inspection {
  readonly value: unknown;
}

/** A language's operations on its values. All other code only passes values on. */
export interface LanguageValues {
  inspect(value: unknown, role: Role): Inspection;
  /** Whether `copy` makes a copy. What a receiver may share with the sender (primitives) is not copied. */
  isCopied(value: unknown): boolean;
  /** What the receiver of a value in this thread gets. */
  copy(value: unknown, role: Role): Copied;
  /** What crosses in place of a value: later changes of the value do not change it. */
  encode(value: unknown, role: Role): Copied;
  /** The value for what crossed, which belongs to the receiver and may be changed in place. */
  decode(crossed: unknown): unknown;
  /**
   * Digest of a list of values, a whole number, equal for equal ones; negative if some of them cannot be compared. It
   * identifies calls by their arguments, so it is computed at each call. Numbers have host/identity.ts's own.
   */
  digest(values: readonly unknown[]): number;
  /** Text that is equal for equal values. @throws TypeError for what has none */
  canonical(value: unknown): string;
  /** Short text for the detail of a span, at most 2,000 characters. Never throws. */
  preview(value: unknown): string;
  /** The arguments of a call as text that gives them again. @returns undefined where there is none of at most `max` characters */
  argumentsText(args: readonly unknown[], max: number): string | undefined;
  /** @throws FanoutError for what `argumentsText` has not made */
  argumentsOf(text: string): readonly unknown[];
}

/** What a language brings to its runner. One for each thread. */
export interface RunnerLanguage {
  readonly values: LanguageValues;
  /** Loads the program. @param code its text or URL. @throws what the program throws */
  load(code: string): Promise<void>;
  /** What the driver runs: the program's entry, or one task with given arguments. @throws FanoutError where there is none */
  entry(only: EntryRequest["only"]): Definition;
  task(name: string): Definition | undefined;
  /** A function that the program exports, for processes. */
  exported(name: string): Body | undefined;
}

/** Makes the language of a thread. */
export type StartLanguage = (thread: Thread) => RunnerLanguage;
