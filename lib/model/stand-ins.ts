/** Meter of what ran as a stand-in: ms that it was to take. lib/python/_fanout/stand_ins.py has a copy. */
const STAND_IN_METER = "stand-in ms";

/** Whether a part of a time is a stand-in's, and so modelled. */
export const hasStandIns = (meters: Readonly<Record<string, number>> | undefined): boolean =>
  meters !== undefined && STAND_IN_METER in meters;

/** What a task gives in place of its result. */
export type StandInResult =
  | { readonly kind: "none" }
  /** A literal of Python. */
  | { readonly kind: "value"; readonly text: string }
  /** An opaque value that is so many bytes to send. */
  | { readonly kind: "data"; readonly bytes: number }
  /** Such values in a list, which a map can run over. */
  | { readonly kind: "list"; readonly items: number; readonly bytes: number };

/** Runs in place of a task's body, where the body needs what a browser does not have. */
export interface StandIn {
  /** The function, as the program names it: `load`, or `Model.fit`. */
  readonly task: string;
  /** Of the body, before the time scale; ms. */
  readonly ms: number;
  /** The duration varies by so much of it on both sides, from 0 to 1. */
  readonly spread: number;
  readonly does: "waits" | "computes";
  readonly gives: StandInResult;
}

/** How a program is run whose tasks need what a browser does not have. */
export interface StandIns {
  /** Durations are divided by it: 60 plays a minute in a second. */
  readonly scale: number;
  /** One for a task. */
  readonly tasks: StandIn[];
}
