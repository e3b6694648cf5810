import { allowedFailures } from "@/lib/sdk/policy/success";
import { currentContext, invoke, type ObjectDecoders, type Request } from "../../execute/calls";
import { mapWorkflow } from "../../execute/nodes";
import type { Thread } from "../../execute/thread";
import { packList } from "../../remote/payload";
import { mapOptions } from "./options";
import { type Definition, definitionOf } from "./registry";
import { streamResults } from "./stream-results";

function taskItems(items: unknown, what: string): readonly unknown[] | Float64Array {
  if (items instanceof Float64Array) return items.slice();
  if (Array.isArray(items)) return items;
  if (typeof items === "object" && items !== null && (Symbol.iterator in items || "length" in items))
    return Array.from(items as Iterable<unknown>);
  if (typeof items === "string") return Array.from(items);
  throw new TypeError(`${what}: the items are a list, not ${items === null ? "null" : typeof items}`);
}

/** `map`, `starmap` and `mapUnordered` of one thread. */
export function createMaps(threadOf: () => Thread, decoders: ObjectDecoders) {
  const room = (n: number) => threadOf().numbers.room(n);

  function request(target: unknown, items: unknown, given: unknown, tuples: boolean, what: string): Request {
    const definition = definitionOf(target);
    if (!definition) throw new TypeError(`${what} takes a task first`);
    const list = taskItems(items, what);
    const options = mapOptions(given);
    const key = options.key;
    const keys = key ? Array.from(list, (item, i) => String(key(item, i)).slice(0, 300)) : undefined;
    if (tuples) {
      const bad = (list as readonly unknown[]).findIndex((item) => !Array.isArray(item));
      if (bad >= 0) throw new TypeError(`starmap: item ${bad} is not a list of arguments`);
      return {
        definition,
        payload: { form: "tuples", list: list as readonly unknown[][] },
        map: options,
        keys,
      };
    }
    const payload =
      list instanceof Float64Array ? ({ form: "numbers", numbers: list } as const) : packList(list, room);
    return { definition, payload, map: options, keys };
  }

  const isTask = (definition: Definition) => definition.kind === "task" || definition.kind === "dynamic";

  async function run(
    thread: Thread,
    made: Request,
    onResult?: (index: number, value: unknown) => void,
  ): Promise<unknown[]> {
    const ctx = currentContext(thread, `map ${made.definition.name}`);
    if (isTask(made.definition)) return invoke(thread, ctx, { ...made, onResult }, decoders);
    const items = made.payload.form === "numbers" ? Array.from(made.payload.numbers) : made.payload.list;
    const values: unknown[] = new Array(items.length);
    await mapWorkflow(
      thread,
      ctx,
      made.definition,
      items,
      made.map?.concurrency ?? 0,
      made.map?.strategy ?? ctx.place.strategy,
      made.keys,
      decoders,
      (index, value) => {
        values[index] = value;
        onResult?.(index, value);
      },
      allowedFailures(items.length, made.map?.minSuccessRatio ?? 1),
    );
    return values;
  }

  function mapUnordered(target: unknown, items: unknown, given?: unknown): AsyncIterable<unknown> {
    const thread = threadOf();
    const ctx = currentContext(thread, "mapUnordered");
    const made = request(target, items, given, false, "mapUnordered");
    return streamResults((onResult) => {
      const before = thread.current;
      thread.current = ctx;
      const running = run(thread, made, (index, value) =>
        onResult({ index, key: made.keys?.[index], value }),
      );
      thread.current = before;
      return running;
    });
  }

  return {
    map: (target: unknown, items: unknown, options?: unknown) =>
      run(threadOf(), request(target, items, options, false, "map")),
    starmap: (target: unknown, items: unknown, options?: unknown) =>
      run(threadOf(), request(target, items, options, true, "starmap")),
    mapUnordered,
  };
}
