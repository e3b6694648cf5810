import type { Payload, RefusedItem, RetryRule } from "@/lib/protocol/calls";
import type { Body } from "../host/language";
import type { Result } from "./body";
import type { InlineSlot } from "./inline-slots";
import type { CallSite } from "./span-context";

/** Reused results of items, and where new ones are kept. */
export interface ItemCache {
  /** @returns a flag for the span's row with the value, or undefined where the body has to run. */
  get(i: number): Promise<{ readonly flag: number; readonly value: unknown } | undefined>;
  put(i: number, result: Result): void;
  /** The key of an item whose body runs, if its result is to be put. */
  keyOf(i: number): string | undefined;
}

export interface ItemsPlan {
  readonly fn: Body;
  readonly payload: Payload;
  readonly place: Omit<CallSite, "holder">;
  /** Span of the first item. */
  readonly id: number;
  /** Span of the map, or of the caller. */
  readonly parent: number;
  /** Index of the first item; -1 for a single call. */
  readonly index: number;
  readonly attempt: number;
  /** Strategy of these calls themselves. */
  readonly strategy: number;
  readonly issued: number;
  readonly loops: number;
  readonly holder: (() => InlineSlot) | null;
  /** Retried in place. */
  readonly retry?: RetryRule;
  readonly timeoutMs?: number;
  readonly keys?: readonly string[];
  readonly checkpoints?: ReadonlyMap<string, unknown>;
  /** Where arguments and results cross threads: when, and the bytes of one item's arguments. */
  readonly crossing?: { readonly dispatched: number; readonly received: number; readonly bytesIn: number };
  /** Arguments that were copied in this thread: when that began, and time and bytes of each item's. */
  readonly copied?: { readonly from: number; readonly ms: number; readonly bytesIn: number } | undefined;
  /** Bodies get copies of the arguments: the next attempt, other items and previews need them as they were. */
  readonly copies: boolean;
  readonly cache?: ItemCache;
  /** Items whose arguments cannot be copied: they fail instead of running. */
  readonly refused?: readonly RefusedItem[] | undefined;
  /** @returns false to skip the items that have not started */
  onFail(offset: number): boolean;
  readonly onResult?: (offset: number, value: unknown) => void;
}
