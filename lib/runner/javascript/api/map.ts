import type { CallRequest } from "../../execute/calls";
import { requireSpan } from "../../execute/thread";
import { packList } from "../../remote/payload";
import { withArticle } from "../copy/uncloneable";
import { type JavaScriptMapOptions, mapOptions } from "./options";
import { definitionOf, misuse } from "./registry";
import type { SdkParts } from "./sdk";
import { streamResults } from "./stream-results";

function taskItems(items: unknown, what: string): readonly unknown[] | Float64Array {
  if (items instanceof Float64Array) return items.slice();
  if (Array.isArray(items)) return items;
  if (typeof items === "object" && items !== null && (Symbol.iterator in items || "length" in items))
    return Array.from(items as Iterable<unknown>);
  if (typeof items === "string") return Array.from(items);
  if (items instanceof Promise) throw misuse(`\`${what}\` received a promise. Add \`await\`.`);
  const found = items === null || items === undefined ? String(items) : withArticle(typeof items);
  throw misuse(`\`${what}\` needs a list of items, not ${found}.`);
}

/** What was given in the place of a task. */
function noTask(what: string, target: unknown): TypeError {
  const name =
    typeof target === "function" && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(target.name)
      ? target.name
      : "step";
  const where = typeof target === "function" ? "" : " as its first argument";
  return misuse(
    `\`${what}\` needs a task${where}. Wrap ${typeof target === "function" ? "it" : "the function"}: \`const ${name} = task(…)\`.`,
  );
}

/** `map`, `starmap` and `mapUnordered` of one thread. */
export function createMaps({ thread, host }: SdkParts) {
  const room = (n: number) => thread.numbers.room(n);

  type MapRequest = CallRequest & { readonly map: JavaScriptMapOptions };

  function request(
    target: unknown,
    items: unknown,
    given: unknown,
    tuples: boolean,
    what: "map" | "starmap" | "mapUnordered",
  ): MapRequest {
    const site = thread.takeSite();
    const definition = definitionOf(target);
    if (!definition) throw noTask(what, target);
    const list = taskItems(items, what);
    const map = mapOptions(given, what);
    const { key } = map;
    const keys = key ? Array.from(list, (item, i) => String(key(item, i)).slice(0, 300)) : undefined;
    if (tuples) {
      const bad = (list as readonly unknown[]).findIndex((item) => !Array.isArray(item));
      if (bad >= 0) throw misuse(`starmap: item ${bad} must be a list of arguments.`);
      return { definition, site, payload: { form: "tuples", list: list as readonly unknown[][] }, map, keys };
    }
    const payload =
      list instanceof Float64Array ? ({ form: "numbers", numbers: list } as const) : packList(list, room);
    return { definition, site, payload, map, keys };
  }

  function mapUnordered(target: unknown, items: unknown, given?: unknown): AsyncIterable<unknown> {
    let cancel = () => {};
    return streamResults({
      start: async (onResult) => {
        const span = requireSpan(thread, thread.current, "mapUnordered");
        const made = request(target, items, given, false, "mapUnordered");
        return host.map(span, {
          ...made,
          onResult: (index, value) => onResult({ index, key: made.keys?.[index], value }),
          onOpen: (call) => {
            cancel = () => call.cancel();
          },
        });
      },
      cancel: () => cancel(),
    });
  }

  return {
    map: async (target: unknown, items: unknown, options?: unknown) =>
      host.map(thread.current, request(target, items, options, false, "map")),
    starmap: async (target: unknown, items: unknown, options?: unknown) =>
      host.map(thread.current, request(target, items, options, true, "starmap")),
    mapUnordered,
  };
}
