import type { Payload, RefusedItem } from "@/lib/protocol/calls";
import type { LanguageValues } from "../host/language";
import { markFinal } from "./errors";
import { ITEMS } from "./payload";

/** A map's items, with nothing in place of those that cannot cross. */
export interface ScreenedItems {
  readonly payload: Payload;
  readonly refused: readonly RefusedItem[];
}

/** Finds the items that cannot cross: each fails by itself, as if its body had failed. */
export function screenItems(values: LanguageValues, payload: Payload): ScreenedItems {
  if (payload.form === "numbers") return { payload, refused: [] };
  const refused: RefusedItem[] = [];
  const list = payload.list.map((item, index) => {
    const { problem } = values.inspect(item, { ...ITEMS, name: `items[${index}]` });
    if (problem === undefined) return item;
    refused.push({ index, problem });
    return payload.form === "tuples" ? [] : undefined;
  });
  return { payload: { ...payload, list } as Payload, refused };
}

/** The error with which a refused item fails: another attempt would fail too. @param owner the task */
export function refusedItem(owner: string, problem: string): Error {
  const error = new TypeError(`${owner}: ${problem}`);
  markFinal(error);
  return error;
}
