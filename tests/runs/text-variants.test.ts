import { gzipSync, strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { RunRecord } from "@/lib/trace/import/record/run-record";
import { bodies, lastOf, refusal, runOf, statuses, T } from "./read-text";

/** What spreadsheets, shells and other writers make of texts and of run files. */

describe("text of any writer", () => {
  const table = "step,key,started,ended\nparse,ä,0.5,2\nparse,b,1,3\n";
  const lines =
    '{"step":"parse","key":"ä","started":0.5,"ended":2}\n{"step":"parse","key":"b","started":1,"ended":3}\n';
  const utf16 = (text: string, little: boolean, mark: boolean): Uint8Array => {
    const units = [...(mark ? `\uFEFF${text}` : text)].map((char) => char.charCodeAt(0));
    return Uint8Array.from(
      units.flatMap((unit) => (little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])),
    );
  };
  const holds = (run: RunRecord): void => {
    expect([run.format, bodies(run), run.steps.map(({ key }) => key)]).toEqual([
      "run-file",
      [1_500, 2_000],
      ["ä", "b"],
    ]);
  };

  it.each([
    ["a table", table],
    ["lines", lines],
  ])("may be UTF-16 of either order, with a mark and without: %s", async (_what, text) => {
    for (const little of [true, false])
      for (const mark of [true, false])
        holds(await runOf(utf16(text.replaceAll("\n", "\r\n"), little, mark)));
    holds(await runOf(gzipSync(utf16(text, true, true))));
    holds(await runOf(zipSync({ "a.csv": utf16(text, false, true) })));
  });

  it("may hold numbers that JSON does not have", async () => {
    const written = lines.replaceAll("}", ', "asked": NaN, "error": "NaN of \\"x\\"", "memory": -Infinity}');
    const run = await runOf(written);
    holds(run);
    expect(run.steps.map((step) => lastOf(step)?.error)).toEqual(['NaN of "x"', 'NaN of "x"']);
    holds(await runOf(`[${written.trim().replace("\n", ",")}]`));
  });

  it("may name its separator on a first line, or have bars between cells", async () => {
    holds(await runOf(`sep=;\r\n${table.replaceAll(",", ";")}`));
    holds(await runOf(table.replaceAll(",", "|")));
  });

  it("has nothing where a writer of tables says so", async () => {
    const rows = ["NULL", "\\N", "None", "NaN", "nan", "<NA>"].map(
      (none, i) => `s${i},${none},${none},${none},1,2`,
    );
    const run = await runOf(`step,key,asked,worker,started,ended\n${rows.join("\n")}`);
    expect(run.steps.map((step) => [step.key, lastOf(step)?.asked, lastOf(step)?.worker])).toEqual(
      rows.map(() => [undefined, undefined, undefined]),
    );
  });

  it("may have line breaks in cells and come from an archive of macOS", async () => {
    const text = 'step,key,started,ended\r\n"parse\r\nall","a\n""b""",1,2\r\n';
    const run = await runOf(
      zipSync({
        "run.csv": strToU8(text),
        "__MACOSX/._run.csv": new Uint8Array([0, 5, 22, 7, 0, 2, 0, 0]),
        ".DS_Store": new Uint8Array([0, 0, 0, 1]),
      }),
    );
    expect(run.steps.map(({ name, key }) => [name, key])).toEqual([["parse all", 'a "b"']]);
  });

  it.each([
    ["zstd", [0x28, 0xb5, 0x2f, 0xfd, 0, 0], /^file 0 is packed with zstd.*Unpack it/],
    ["bzip2", [...strToU8("BZh91AY&SY")], /^file 0 is packed with bzip2/],
    ["xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], /^file 0 is packed with xz/],
    ["tar", [...new Uint8Array(257), ...strToU8("ustar"), 0, 0], /^file 0 is a tar archive/],
    ["SQLite", [...strToU8("SQLite format 3\0")], /^file 0 is an SQLite database.*run-file\.md/],
    ["Parquet", [...strToU8("PAR1"), 21, 4], /^file 0 is a Parquet file/],
  ])("is refused by what it is packed with: %s", async (_what, bytes, words) => {
    expect(await refusal(Uint8Array.from(bytes))).toMatch(words);
    expect(await refusal(gzipSync(Uint8Array.from(bytes)))).toMatch(words);
  });
});

describe("times of a run file", () => {
  const of = async (started: unknown, ended: unknown): Promise<readonly [unknown, unknown]> => {
    const line = { step: "a", started, ended };
    const run = await runOf(JSON.stringify(line));
    const row = await runOf(`step,started,ended\na,"${started}","${ended}"\n`);
    expect(bodies(row)).toEqual(bodies(run));
    return [bodies(run)[0], run.begin === undefined ? undefined : Math.round(run.begin)];
  };

  it.each([
    ["seconds since 1970", T, T + 1.5],
    ["ms", T * 1e3, T * 1e3 + 1_500],
    ["µs", T * 1e6, T * 1e6 + 1_500_000],
    ["ns", `${T}000000000`, `${T + 1}500000000`],
    ["ISO with an offset", "2026-11-29T10:36:41+02:00", "2026-11-29T10:36:42.5+0200"],
    ["ISO without a zone", "2026-11-29T08:36:41", "2026-11-29 08:36:42.500000"],
    ["a comma before the fraction", "2026-11-29 08:36:41,000", "2026-11-29 08:36:42,500"],
    ["UTC as a word", "2026-11-29 08:36:41 UTC", "2026-11-29 08:36:42.5 UTC"],
    [
      "a named zone",
      "2026-11-29T09:36:41+01:00[Europe/Berlin]",
      "2026-11-29T09:36:42.5+01:00[Europe/Berlin]",
    ],
  ])("may be in %s", async (what, from, to) => {
    const [body, begin] = await of(from, to);
    expect(body).toBe(1_500);
    expect(begin).toBe(
      what.includes("1970") || /^[mµn]s$/.test(what) ? T * 1e3 : Date.UTC(2026, 10, 29, 8, 36, 41),
    );
  });

  it("may count from any moment", async () => {
    expect(await of(100, 101.5)).toEqual([1_500, 100_000]);
  });
});

describe("statuses of a run file", () => {
  it("are the usual words of any tool; others are counted", async () => {
    const words = ["Completed", "SUCCESS", "timed out", "Crashed", "TERMINATED", "skipped", "odd", "odd"];
    const run = await runOf(
      words
        .map((status, i) => JSON.stringify({ step: `s${i}`, status, started: i, ended: i + 1 }))
        .join("\n"),
    );
    expect(statuses(run).flat()).toEqual([
      "succeeded",
      "succeeded",
      "failed",
      "failed",
      "cancelled",
      "skipped",
      "succeeded",
      "succeeded",
    ]);
    expect(run.incomplete).toEqual(["the status of 2 lines: “odd” counts as succeeded"]);
  });

  it("of a cache are written by databases in their own way", async () => {
    const rows = ["true", "t", "TRUE", "1", "f", "0"].map((cached, i) => `s${i},${cached},1,2`);
    const run = await runOf(`step,cached,started,ended\n${rows.join("\n")}`);
    expect(run.steps.map((step) => lastOf(step)?.cached)).toEqual([true, true, true, true, false, false]);
  });
});
