import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { missingFrom } from "@/lib/analysis/needs";
import { openFiles } from "@/lib/analysis/record/open";
import { whatIf } from "@/lib/analysis/record/what-if";
import { defaultSettings } from "@/lib/model/settings";
import { decodeLink, encodeLink } from "@/lib/share/link";
import { FORMAT, VERSION } from "@/lib/trace/file/format";
import { reducedRecord } from "@/lib/trace/reduced-record";
import { type Run, recordOf } from "../run/run";
import { runOfTraceFile } from "../run/run-of-trace-file";
import { sharedRecord } from "./shared-record";

async function open(name: string, file: Blob): Promise<Run> {
  const read = await openFiles([{ name, file }], 0, () => undefined);
  const opened = read.ok ? runOfTraceFile(read) : read;
  if (!opened.ok) throw new Error(opened.message);
  return opened.run;
}

const corpus = (name: string): Promise<Run> =>
  open(
    name,
    new Blob([new Uint8Array(readFileSync(new URL(`../../../tests/corpus/runs/${name}`, import.meta.url)))]),
  );

/** There and back, as `openSharedRecord` does it in the worker. */
async function sent(run: Run, withoutNames: boolean): Promise<{ run: Run; link: string }> {
  const shared = sharedRecord(run, withoutNames);
  const link = encodeLink({ code: "", ...shared?.link }, defaultSettings(4));
  const decoded = decodeLink(link);
  if (!decoded.ok || decoded.kind !== "program") throw new Error("not opened");
  const trials = [decoded.state.record];
  return {
    link,
    run: await open("link", new Blob([JSON.stringify({ format: FORMAT, version: VERSION, trials })])),
  };
}

const recordIn = (run: Run) => {
  const trace = recordOf(run);
  if (!trace) throw new Error("no record");
  return trace;
};

describe("the link of a record", () => {
  it("opens with the same figures, the same program, and answers to the same questions", async () => {
    const own = await corpus("dagster-fan24-spawn-4.gz");
    const { run, link } = await sent(own, false);
    expect(link.length).toBeLessThan(2_500);
    const [before, after] = [recordIn(own), recordIn(run)];
    expect(after.record).toEqual(JSON.parse(JSON.stringify(before.record)));
    expect(after.count).toBe(before.count);
    const rounded = (ms: number) => Math.round(ms / 10) * 10;
    expect(after.lanes).toEqual(
      before.lanes.map((lane) => ({
        ...lane,
        requested: rounded(lane.requested),
        ready: rounded(lane.ready),
        ended: rounded(lane.ended),
      })),
    );
    expect(run.document.code.replace(/\d+/g, "")).toBe(own.document.code.replace(/\d+/g, ""));
    const change = { kind: "limit", slots: 8 } as const;
    const [one, other] = [whatIf(before, change, 2), whatIf(after, change, 2)];
    if (!one.ok || !other.ok) throw new Error("refused");
    expect(Math.abs(other.wallMs / one.wallMs - 1)).toBeLessThan(0.02);
  });

  it("has no name, key or kind of error where names are replaced", async () => {
    for (const name of [
      "dagster-retries-partial-failure.gz",
      "dagster-chained-maps.gz",
      "otlp-fanout.jsonl.gz",
    ]) {
      const own = await corpus(name);
      const { run } = await sent(own, true);
      const trace = recordIn(run);
      const before = recordIn(own);
      const texts = JSON.stringify([
        trace.names,
        [...trace.notes],
        trace.lanes,
        trace.record,
        run.document.code,
      ]);
      const words = [
        ...before.names.slice(0, before.count),
        ...[...before.notes.values()].flatMap(({ key, error }) => [key ?? "", error?.name ?? ""]),
        before.record.run,
      ];
      for (const word of words.filter((each) => each.length > 3 && each !== "items"))
        expect(texts, word).not.toContain(word);
      expect(trace.names[0]).toBe("run");
      expect(trace.record.held).toEqual(before.record.held);
    }
  });

  it("has the first rows of a record that is too long, says so, and does not answer what it cannot", async () => {
    const trace = recordIn(await corpus("dagster-fan24-spawn-4.gz"));
    const reduced = reducedRecord(trace, { maxRows: 10, withoutNames: false });
    expect(reduced.count).toBe(10);
    expect(reduced.record.leftOut).toBeGreaterThan(10);
    expect(reduced.record.incomplete.join()).toMatch(/^\d+ of 26 steps: a link holds/);
    const answer = whatIf(reduced, { kind: "one process" }, 2);
    expect(answer).toMatchObject({ ok: false });
    expect(answer.ok ? "" : answer.reason).toMatch(/^The link left out \d+ steps/);
    expect(missingFrom([reduced], "breakdown")).toEqual(["steps left out"]);
    expect(missingFrom([reduced], "tree")).toEqual([]);
    for (const id of reduced.record.links ?? []) expect([...reduced.id]).toContain(id);
  });
});
