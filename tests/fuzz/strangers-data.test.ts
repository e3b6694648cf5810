import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linesOf } from "@/components/results/output/value";
import { textLines } from "@/components/results/shared/text/text-lines";
import { recordedRun } from "@/lib/app/run/recorded-run";
import { tameText } from "@/lib/base/tame-text";
import { defaultSettings } from "@/lib/model/settings";
import { prepare } from "@/lib/preview/prepare";
import { reportSchema } from "@/lib/protocol/report";
import { toBase64Url } from "@/lib/share/base64url";
import { compactReport } from "@/lib/share/compact-report";
import { decodeLink } from "@/lib/share/link";
import { report as anyReport } from "@/lib/share/testing";
import { createDrafts } from "@/lib/storage/drafts";
import { createHistory } from "@/lib/storage/history";
import { createResultCache } from "@/lib/storage/result-cache";
import { memoryStore, quiet, report as storedReport } from "@/lib/storage/testing";
import { anyText, anyValue, bent } from "@/lib/testing/arbitraries";

/** In `npm test`; any number by `npm run fuzz -- RUNS [SEED]`. */
const numRuns = Number(process.env.FANOUT_RUNS ?? 200);

/** ms that one case may take here, where other tests run at the same time; on the page nothing takes 100 ms. */
const MAX_MS = 1_000;
const timed = <T>(work: () => T): T => {
  const since = performance.now();
  const result = work();
  expect(performance.now() - since).toBeLessThan(MAX_MS);
  return result;
};

/** JSON of a value as a stranger writes it, cycles and big integers left out. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    return "null";
  }
}

/** One place somewhere in a value replaced. */
const bentAnywhere = (value: unknown): fc.Arbitrary<unknown> =>
  fc.tuple(fc.nat(200), anyValue).map(([at, put]) => {
    let left = at;
    const walk = (each: unknown): unknown => {
      left -= 1;
      if (left < 0) {
        left = Number.POSITIVE_INFINITY;
        return put;
      }
      if (Array.isArray(each)) return each.map(walk);
      if (typeof each !== "object" || each === null) return each;
      return Object.fromEntries(Object.entries(each).map(([key, part]) => [key, walk(part)]));
    };
    return walk(value);
  });

test("links with reports are opened or refused in words, and an opened report passes its schema", () => {
  const compact = anyReport.chain((report) =>
    fc.oneof(bentAnywhere(compactReport(report, undefined)), fc.constant(compactReport(report, undefined))),
  );
  fc.assert(
    fc.property(compact, (report) => {
      const state = jsonOf({ code: "export default 1", report });
      const link = timed(() => decodeLink(`#j1.${toBase64Url(new TextEncoder().encode(state))}`));
      if (!link.ok) {
        expect(link.message).not.toBe("");
        return;
      }
      if (link.kind !== "program" || link.state.report === undefined) return;
      const { report: opened } = link.state;
      expect(reportSchema.safeParse(JSON.parse(JSON.stringify(opened))).error).toBeUndefined();
      const document = {
        code: "",
        language: "typescript",
        inputs: {},
        settings: defaultSettings(2),
      } as const;
      timed(() => recordedRun(opened, document, { id: "a", source: "recorded", startedAt: 0 }));
    }),
    { numRuns },
  );
});

/** Pieces of which hostile files are made. */
const PIECES = [
  "_a*",
  "> ",
  "- ",
  "`",
  "[a](",
  "|a|\n|-|\n",
  "<b x=1>",
  "<p>",
  "</p>",
  "<!--",
  "-->",
  "<![CDATA[",
  "]]>",
  '"',
  "'",
  "<svg>",
  "<use href='#a'/>",
  "<g id='a'>",
  "</g>",
  "<filter>",
  "&#x202e;",
  "\u202e\u05d0 ",
  "\u0301",
  "\n",
  "\ud800",
  "{",
  "[",
  ",",
  "1",
];

test("files are drawn or shown as their source, whatever is in them", () => {
  const text = fc
    .array(fc.tuple(fc.oneof(fc.constantFrom(...PIECES), anyText), fc.integer({ min: 1, max: 40 })), {
      maxLength: 30,
    })
    .map((parts) => parts.map(([part, times]) => part.repeat(times)).join(""));
  fc.assert(
    fc.property(fc.constantFrom("markdown", "html", "svg"), text, (kind, source) => {
      const prepared = prepare(kind, "image/svg+xml", new TextEncoder().encode(source));
      if (prepared.as === "source") expect(prepared.why).not.toBe("");
      timed(() => {
        const lines = textLines(source, 80);
        for (let at = 0; at < Math.min(lines.count, 60); at++) tameText(lines.row(at), 320);
      });
    }),
    { numRuns },
  );
});

test("values of any shape are shown as lines of bounded length", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyValue,
        fc.json().map((json) => JSON.parse(json)),
      ),
      (value) => {
        const plain: unknown = JSON.parse(jsonOf(value));
        for (const { label, shown } of timed(() => linesOf(plain, new Map())))
          expect(label.length + shown.preview.length).toBeLessThan(1_000);
      },
    ),
    { numRuns },
  );
});

describe("stored data of any shape", () => {
  const record = fc.oneof(
    anyValue,
    bent({ version: 1, data: [] }),
    fc.record({ version: fc.constantFrom(1, 2, 99), data: anyValue }),
  );

  /** Whatever a structured clone refuses is not in a database. */
  const storable = (value: unknown): boolean => {
    try {
      structuredClone(value);
      return true;
    } catch {
      return false;
    }
  };

  test("raises no error, and costs no run, draft or result that can be read", async () => {
    await fc.assert(
      fc.asyncProperty(record.filter(storable), record.filter(storable), async (index, other) => {
        const shelves = [memoryStore(), memoryStore(), memoryStore()] as const;
        const [histories, results, drafts] = shelves;
        const open = () => ({
          history: createHistory(quiet(histories)),
          cache: createResultCache(quiet(results)),
          all: createDrafts(quiet(drafts)),
        });
        const first = open();
        const { id } = await first.history.add({ title: "a", code: "a", report: storedReport });
        await first.cache.add("p", [{ key: "k", task: "t", value: 1 }]);
        const { draft } = await first.all.create({ title: "d", code: "d", inputs: {}, settings: {} });
        for (const shelf of shelves)
          await shelf.set([
            ["index", index],
            ["value:other", other],
            ["other", other],
          ]);

        const { history, cache, all } = open();
        await history.sweep();
        await cache.sweep();
        await all.purge();
        await history.list();
        await all.list();
        await all.listDeleted();
        await all.listUnreadable();
        await history.get("other");
        await all.get("other");
        await history.add({ title: "b", code: "b", report: storedReport });
        await cache.add("p", [{ key: "l", task: "t", value: 2 }]);
        // An index that can be read and does not name a value has lost it: then it may be swept.
        const swept = !isDeepStrictEqual(await histories.get("index"), index);
        if (!swept) expect((await histories.keys()).includes(`value:${id}`)).toBe(true);
        expect((await all.get(draft.id))?.code).toBe("d");
        expect(await histories.get("value:other")).toEqual(other);
      }),
      { numRuns: Math.ceil(numRuns / 4) },
    );
  });
});
