import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TakePart } from "./part";
import { splitJson } from "./split-json";
import type { Bytes } from "./unpack";

async function* pieces(text: string, size: number): Bytes {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

async function itemsOf(text: string, size: number, skipped: readonly string[] = []): Promise<unknown[]> {
  const items: unknown[] = [];
  const ending = await splitJson(
    pieces(text, size),
    (part) => {
      if (part.type === "item") items.push(part.value);
    },
    new Set(skipped),
  );
  expect(ending).toEqual({ cut: false, broken: 0 });
  return items;
}

const SKIPPED = ["tags", "größe", 'a"b'];

/** What is left of a value: 0 in place of each skipped member. An escape in a key is no such key. */
function without(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(without);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, key === "tags" || key === "größe" ? 0 : without(part)]),
  );
}

describe("items of JSON", () => {
  it("are the same in pieces of any size, with 0 in place of members that nobody wants", async () => {
    const key = fc.oneof(fc.constantFrom(...SKIPPED, "tag", "other"), fc.string({ maxLength: 4 }));
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant('\\"tags":1\\')),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    const objects = fc.array(fc.dictionary(key, value, { maxKeys: 4, noNullPrototype: true }), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(objects, fc.integer({ min: 1, max: 40 }), fc.nat(2), async (list, size, indent) => {
        const read = await itemsOf(JSON.stringify(list, null, indent), size, SKIPPED);
        expect(read).toEqual(without(JSON.parse(JSON.stringify(list))));
      }),
      { numRuns: 200 },
    );
  });

  it("keep what only looks like a skipped member", async () => {
    const text = `[{"a": "\\"tags\\":", "xtags": 1, "tags" : 2, "b": ["tags", {"tags":[1,{"c":"]}"}],"d":3}]}]`;
    expect(await itemsOf(text, 3, ["tags"])).toEqual([
      // With a space before its colon it is read: nothing is lost, it only takes longer.
      { a: '"tags":', xtags: 1, tags: 2, b: ["tags", { tags: 0, d: 3 }] },
    ]);
  });

  it("are given in their order where some are no JSON", async () => {
    const items: unknown[] = [];
    const text = `[{"a":1},{"a":},"x""y"[{"tags":[2],"b":3}]nul,{"a":[1}},{"b":4}]`;
    for (const size of [1, 7, 1_000]) {
      items.length = 0;
      const take: TakePart = (part) => {
        if (part.type === "item") items.push(part.value);
      };
      const ending = await splitJson(pieces(text, size), take, new Set(["tags"]));
      expect(items).toEqual([{ a: 1 }, "x", "y", [{ tags: 0, b: 3 }], { b: 4 }]);
      expect(ending).toEqual({ cut: false, broken: 3 });
    }
  });
});

/** All that is given of a file, and how it ended. */
async function partsOf(text: string, size: number): Promise<unknown[]> {
  const parts: unknown[] = [];
  const ending = await splitJson(
    pieces(text, size),
    (part) => parts.push({ ...part, value: structuredClone("value" in part ? part.value : undefined) }),
    new Set(SKIPPED),
  );
  return [...parts, ending];
}

describe("lines of JSON", () => {
  it("give the same, whether they arrive whole or byte by byte", async () => {
    const key = fc.constantFrom(...SKIPPED, "a", "b", "list");
    const leaf = fc.oneof(fc.string({ maxLength: 4 }), fc.integer(), fc.constant(null));
    const line = fc.dictionary(
      key,
      fc.oneof(leaf, fc.array(fc.oneof(leaf, fc.dictionary(key, leaf, { maxKeys: 3 })), { maxLength: 3 })),
      { maxKeys: 4 },
    );
    const broken = fc.constantFrom('{"a":}', '{"a":1,}', "nul", '{"a" 1}', "", '{"a":[{"b":]}');
    const lines = fc.array(
      fc.oneof({ weight: 5, arbitrary: line.map((each) => JSON.stringify(each)) }, broken),
      {
        maxLength: 5,
      },
    );
    await fc.assert(
      fc.asyncProperty(lines, async (list) => {
        const text = list.join("\n");
        expect(await partsOf(text, 100_000)).toEqual(await partsOf(text, 1));
      }),
      { numRuns: 300 },
    );
  });
});
