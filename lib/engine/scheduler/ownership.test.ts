import { describe, expect, it } from "vitest";
import { KINDS } from "@/lib/model/kind";
import { STATUSES } from "@/lib/model/status";
import type { Flush } from "@/lib/protocol/flush";
import { FLAG_INLINE, FLAG_ITEM, ID, ID_SPACE, pack, STRIDE } from "@/lib/protocol/rows";
import { codeOf, strategyNamed } from "../strategies";
import { callOf, ScriptedHost } from "../testing/scripted-host";

const POOLED = codeOf(strategyNamed("pooled"));
const SUCCEEDED = STATUSES.indexOf("succeeded");

/** A row of numbers. */
const row = (
  id: number,
  parent: number,
  worker: number,
  {
    kind = "task",
    flags = FLAG_ITEM,
    attempt = 1,
    size = 1,
  }: { kind?: (typeof KINDS)[number]; flags?: number; attempt?: number; size?: number } = {},
): number[] => [
  id,
  parent,
  size,
  0,
  pack(KINDS.indexOf(kind), SUCCEEDED, flags, POOLED),
  -1,
  attempt,
  worker,
  0,
  0,
  0,
  0,
  1,
  1,
  8,
  8,
  0,
  0,
];

const flushOf = (worker: number, ...rows: readonly number[][]): Flush => ({
  batch: { worker, rows: Float64Array.from(rows.flat()), names: ["task"] },
});

const outcome = (more: Flush = {}) => ({
  payload: { form: "list", list: [1] },
  failures: [],
  ran: 1,
  ms: 1,
  bytes: 8,
  ...more,
});

/** The driver's map of three items, of which workers 1 and 2 have one each: items 11 and 12. */
function running(change: Parameters<typeof callOf>[1] = {}): ScriptedHost {
  const host = new ScriptedHost();
  host.send(0, callOf(10, change));
  expect(host.asked.map(({ worker, chunk }) => [worker, chunk?.id])).toEqual([
    [0, undefined],
    [1, 11],
    [2, 12],
  ]);
  return host;
}

/** Ids of the rows that a worker's messages have become. */
function recorded(host: ScriptedHost, worker: number): number[] {
  host.pass(60);
  return host.ticks
    .flatMap(({ batches }) => batches)
    .filter((batch) => batch.worker === worker)
    .flatMap(({ rows }) =>
      Array.from({ length: rows.length / STRIDE }, (_, at) => rows[at * STRIDE + ID] as number),
    );
}

describe("a runner records", () => {
  it("its own items, and what is in them", () => {
    const host = running();
    const own = 2 * ID_SPACE;
    const rows = [
      row(12, 10, 2),
      row(own, 12, 2, { kind: "group", flags: FLAG_INLINE }),
      row(own + 1, own, 2, { flags: FLAG_INLINE | FLAG_ITEM, size: 5 }),
      row(own + 9, own, -1, { flags: FLAG_INLINE }),
    ];
    host.send(2, { type: "flush", flush: flushOf(2, ...rows) });
    expect(recorded(host, 2)).toEqual([12, own, own + 1, own + 9]);
  });

  it("an item with its answer, and what its body does after that", () => {
    const host = running();
    host.asked[2]?.answer(outcome(flushOf(2, row(12, 10, 2))));
    host.pass(1);
    host.send(2, {
      type: "flush",
      flush: flushOf(2, row(2 * ID_SPACE, 12, 2, { kind: "group", flags: FLAG_INLINE })),
    });
    expect(recorded(host, 2)).toEqual([12, 2 * ID_SPACE]);
  });

  it.each([
    ["an item of another worker", row(11, 10, 2)],
    ["an item of another worker in its name", row(11, 10, 1)],
    ["an item that nobody has yet", row(13, 10, 2)],
    ["its item and the next", row(12, 10, 2, { size: 2 })],
    ["its item somewhere else in the tree", row(12, 0, 2)],
    ["its item as another worker's", row(12, 10, 1)],
    ["an attempt that was before", row(12, 10, 2, { attempt: 0 })],
    ["the entry", row(0, -1, 2, { kind: "workflow", flags: FLAG_INLINE })],
    ["a second entry", row(2 * ID_SPACE, -1, 2, { kind: "workflow", flags: FLAG_INLINE })],
    ["a group inside another worker's item", row(2 * ID_SPACE, 11, 2, { kind: "group", flags: FLAG_INLINE })],
    ["an op run that no one asked for", row(2 * ID_SPACE, 12, 2)],
    ["a span of another worker", row(ID_SPACE, 12, 2, { kind: "group", flags: FLAG_INLINE })],
    ["a block into another worker's spans", row(3 * ID_SPACE - 1, 12, 2, { flags: FLAG_INLINE, size: 5 })],
    ["numbers that are none", Array(STRIDE).fill(Number.NaN)],
  ])("not %s", (_, forged) => {
    const host = running();
    const honest = row(2 * ID_SPACE + 5, 12, 2, { kind: "group", flags: FLAG_INLINE });
    host.send(2, { type: "flush", flush: flushOf(2, honest, forged, honest) });
    host.asked[2]?.answer(outcome(flushOf(2, forged, honest)));
    host.pass(1);
    expect(recorded(host, 2)).toEqual([2 * ID_SPACE + 5, 2 * ID_SPACE + 5, 2 * ID_SPACE + 5]);
  });

  it("notes and log lines of its own spans only", () => {
    const host = running();
    const notes = [11, 12, 13, 0, 2 * ID_SPACE, ID_SPACE].map((id) => ({ id, attempt: 1, key: String(id) }));
    const logs = [11, 12, 13, 0, 2 * ID_SPACE, ID_SPACE, -1].flatMap((span) =>
      [1, 2].map((worker) => ({
        time: 1,
        level: "log",
        span,
        task: "t",
        attempt: 1,
        worker,
        text: String(span),
      })),
    );
    host.send(2, { type: "flush", flush: { notes, logs } });
    host.pass(60);
    expect(host.ticks.flatMap((tick) => tick.notes.map(({ id }) => id))).toEqual([12, 2 * ID_SPACE]);
    expect(host.ticks.flatMap((tick) => tick.logs.map(({ text, worker }) => [worker, text]))).toEqual([
      [2, "12"],
      [2, String(2 * ID_SPACE)],
      [2, "-1"],
    ]);
  });
});

describe("a runner keeps", () => {
  const options = {
    ...callOf(0).options,
    retry: { maxRetries: 1, delayMs: 0, backoff: "constant" as const },
  };
  const failed = { name: "Error", message: "no" };

  it("checkpoints for its own items only", () => {
    const host = running({ options });
    for (const worker of [0, 1, 2])
      host.send(worker, { type: "checkpoint", span: 12, key: `look of ${worker}`, value: 1 });
    host.asked[2]?.answer({ ...outcome(), failures: [{ offset: 0, attempt: 1, error: failed }] });
    host.pass(5);
    host.asked.at(-1)?.answer(outcome());
    host.pass(5);
    const again = host.asked.find(({ chunk }) => chunk?.attempt === 2);
    expect([...(again?.chunk?.checkpoints?.keys() ?? [])]).toEqual(["look of 2"]);
  });
});

describe("a runner calls", () => {
  const own = 2 * ID_SPACE;
  const call = (change: Parameters<typeof callOf>[1]) => callOf(own, { parent: 12, ...change });

  it("from its own items", () => {
    const host = running();
    host.send(2, call({ parent: 12 }));
    host.pass(60);
    expect(host.ticks.at(-1)?.total).toBe(6);
  });

  it.each([
    ["from another worker's item", call({ parent: 11 })],
    ["from the entry", call({ parent: 0 })],
    ["with another worker's ids", callOf(ID_SPACE, { parent: 12 })],
    ["with ids up into another worker's", callOf(3 * ID_SPACE - 2, { parent: 12 })],
    ["under a limit that it was not given", call({ scopes: [{ id: 5, limit: 1, soft: false }] })],
  ])("not %s", (_, forged) => {
    const host = running();
    host.send(2, forged);
    host.pass(60);
    expect(host.ticks.at(-1)?.total).toBe(3);
  });
});
