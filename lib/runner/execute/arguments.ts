import type { Payload, RefusedItem } from "@/lib/protocol/calls";
import { ARGUMENTS, refusal } from "../remote/payload";
import { refusedItem } from "../remote/refused-items";
import type { ItemsPlan } from "./items-plan";
import type { Thread } from "./thread";

/** Arguments of item `i`. */
export function argsOf(payload: Payload, i: number): readonly unknown[] {
  if (payload.form === "numbers") return [payload.numbers[i]];
  return payload.form === "tuples" ? (payload.list[i] as readonly unknown[]) : [payload.list[i]];
}

/** Arguments for an item's body, which may change them. @throws Error where they cannot be copied */
export function argsFor(
  thread: Thread,
  { payload, copies, refused, place }: ItemsPlan,
  i: number,
): readonly unknown[] {
  const known = refused?.find(({ index }) => index === i);
  if (known) throw refusedItem(place.name, known.problem);
  const args = argsOf(payload, i);
  if (!copies || !args.some((arg) => thread.values.isCopied(arg))) return args;
  return thread.values.copy(args, ARGUMENTS).value as readonly unknown[];
}

interface CopiedArguments {
  readonly payload: Payload;
  readonly copied: ItemsPlan["copied"];
  /** Items that cannot be copied: each fails by itself. */
  readonly refused: readonly RefusedItem[] | undefined;
}

/**
 * The arguments of a call that stays in this thread, as they are now: each item's are copied on their own. Primitives are not
 * copied. @throws Error for a single call where one cannot be copied, and for values that are too large
 */
export function copyArguments(
  thread: Thread,
  owner: string,
  payload: Payload,
  isMap: boolean,
): CopiedArguments {
  if (payload.form === "numbers") return { payload, copied: undefined, refused: undefined };
  const { values } = thread;
  const isCopied = (arg: unknown) =>
    payload.form === "tuples" ? (arg as readonly unknown[]).some(values.isCopied) : values.isCopied(arg);
  if (!payload.list.some(isCopied))
    return {
      payload: { ...payload, list: payload.list.slice() } as Payload,
      copied: undefined,
      refused: undefined,
    };
  const from = thread.now();
  let bytes = 0;
  const refusedItems: RefusedItem[] = [];
  const list = payload.list.map((arg, i) => {
    if (!isCopied(arg)) return arg;
    const found = values.copy(arg, isMap ? { ...ARGUMENTS, name: `items[${i}]` } : ARGUMENTS);
    if (isMap && found.problem !== undefined) {
      refusedItems.push({ index: i, problem: found.problem });
      return payload.form === "tuples" ? [] : undefined;
    }
    bytes += found.bytes;
    const refused = refusal(owner, { ...found, bytes });
    if (refused) throw refused;
    return found.value;
  });
  const n = list.length;
  return {
    payload: { ...payload, list } as Payload,
    refused: refusedItems.length > 0 ? refusedItems : undefined,
    copied: { from, ms: (thread.now() - from) / n, bytesIn: bytes / n },
  };
}
