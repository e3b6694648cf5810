import { describe, expect, it } from "vitest";
import { readRecords } from "@/lib/trace/import/read-records";
import type { RunRecord } from "@/lib/trace/import/record/run-record";
import { bodies, bytesOf, lastOf, runOf, runsOf, T } from "./read-text";

/** What documentation and source of each format allow, and our real records do not show. */

describe("OpenTelemetry", () => {
  const nanos = (s: number): string => `${T + s}000000000`;
  const span = (id: string, parentSpanId: string, from: unknown, to: unknown, more = {}) => ({
    traceId: "5b8efff798038103d269b633813fc60c",
    spanId: id,
    parentSpanId,
    name: id.startsWith("work") ? "work" : id,
    startTimeUnixNano: from,
    endTimeUnixNano: to,
    ...more,
  });
  const spans = [
    span("run", "", nanos(0), nanos(10)),
    span("work1", "run", nanos(1), nanos(3)),
    span("work2", "run", nanos(3), nanos(7)),
  ];
  const resource = { attributes: [{ key: "process.pid", value: { intValue: "71" } }] };
  const holds = (run: RunRecord): void => {
    expect(run.format).toBe("otlp");
    expect(run.name).toBe("run");
    expect(bodies(run)).toEqual([2_000, 4_000]);
    expect(run.incomplete).toEqual([]);
    expect(run.steps.map((step) => lastOf(step)?.worker)).toEqual(["71", "71"]);
  };
  const scopes = [{ resource, scopeSpans: [{ spans }] }];

  it("is read from where each exporter and store puts its spans", async () => {
    holds(await runOf(JSON.stringify({ resourceSpans: scopes })));
    holds(await runOf(JSON.stringify({ resource_spans: [{ resource, scope_spans: [{ spans }] }] })));
    holds(
      await runOf(
        JSON.stringify({ resourceSpans: [{ resource, instrumentationLibrarySpans: [{ spans }] }] }),
      ),
    );
    // Tempo, and Jaeger's API of version 3.
    holds(await runOf(JSON.stringify({ batches: scopes })));
    holds(await runOf(JSON.stringify({ trace: { resourceSpans: scopes } })));
    holds(await runOf(JSON.stringify({ result: { resourceSpans: scopes } })));
    holds(await runOf(JSON.stringify([{ resourceSpans: scopes }])));
    holds(
      await runOf(
        spans
          .map((each) => JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: [each] }] }] }))
          .join("\n"),
      ),
    );
  });

  it("may have times as numbers, and zeros for no parent", async () => {
    const plain = spans.map((each) => ({
      ...each,
      parentSpanId: each.parentSpanId || "0000000000000000",
      startTimeUnixNano: Number(each.startTimeUnixNano),
      endTimeUnixNano: Number(each.endTimeUnixNano),
    }));
    holds(await runOf(JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: plain }] }] })));
    const base64 = spans.map((each) => ({ ...each, parentSpanId: each.parentSpanId || "AAAAAAAAAAA=" }));
    holds(await runOf(JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: base64 }] }] })));
  });

  it("may come from several processes", async () => {
    const [root, ...rest] = spans;
    const other = { attributes: [{ key: "process.pid", value: { intValue: 72 } }] };
    const run = await runOf(
      JSON.stringify({
        resourceSpans: [
          { resource, scopeSpans: [{ spans: [root, rest[0]] }] },
          { resource: other, scopeSpans: [{ spans: [rest[1]] }] },
        ],
      }),
    );
    expect(run.steps.map((step) => lastOf(step)?.worker)).toEqual(["71", "72"]);
  });
});

describe("Jaeger", () => {
  const span = (
    spanID: string,
    parent: string | undefined,
    startTime: number,
    duration: number,
    more = {},
  ) => ({
    traceID: "a1",
    spanID,
    operationName: spanID.startsWith("work") ? "work" : spanID,
    references: parent === undefined ? [] : [{ refType: "CHILD_OF", traceID: "a1", spanID: parent }],
    startTime,
    duration,
    processID: "p1",
    tags: [],
    logs: [],
    ...more,
  });
  const us = T * 1e6;
  const spans = [
    span("run", undefined, us, 10e6),
    span("work1", "run", us + 1e6, 2e6),
    span("work2", "run", us + 3e6, 4e6, {
      processID: "p2",
      tags: [{ key: "error", type: "bool", value: true }],
    }),
  ];
  const pid = (value: number) => ({
    serviceName: "jobs",
    tags: [{ key: "process.pid", type: "int64", value }],
  });
  const processes = { p1: pid(71), p2: pid(72) };
  const trace = { traceID: "a1", spans, processes };

  it.each([
    ["what its page downloads", { data: [trace], total: 0, errors: null }],
    ["a trace alone", trace],
    ["a trace with its processes first", { traceID: "a1", processes, spans }],
    ["a list of traces", [trace]],
    [
      "spans with their own process",
      {
        data: [
          {
            traceID: "a1",
            processes: {},
            spans: spans.map(({ processID, ...each }) => ({
              ...each,
              process: processID === "p1" ? pid(71) : pid(72),
            })),
          },
        ],
      },
    ],
  ])("is read from %s", async (_what, value) => {
    const run = await runOf(JSON.stringify(value));
    expect(run.format).toBe("jaeger");
    expect(bodies(run)).toEqual([2_000, 4_000]);
    expect(run.steps.map((step) => [lastOf(step)?.worker, lastOf(step)?.status])).toEqual([
      ["71", "succeeded"],
      ["72", "failed"],
    ]);
  });
});

describe("Airflow", () => {
  const at = (s: number): string => new Date((T + s) * 1e3).toISOString();
  const instance = (
    map_index: number,
    try_number: number,
    from: number | null,
    to: number | null,
    state: string | null,
  ) => ({
    dag_id: "etl",
    dag_run_id: "manual 1",
    task_id: "work",
    map_index,
    try_number,
    start_date: from === null ? null : at(from),
    end_date: to === null ? null : at(to),
    queued_when: from === null ? null : at(from - 1),
    state,
    hostname: "h",
    pid: 7,
  });

  it("is read with mapped tasks, further tries, and those that never ran, in one list or bare", async () => {
    const all = [
      instance(0, 1, 1, 3, "success"),
      instance(1, 1, 1, 2, "failed"),
      instance(1, 2, 5, 9, "success"),
      instance(2, 0, null, null, "upstream_failed"),
      instance(3, 1, 4, null, "running"),
      instance(4, 0, null, null, null),
    ];
    for (const value of [
      { task_instances: all, total_entries: 5 },
      all,
      [{ task_instances: all, total_entries: 5 }],
    ]) {
      const { steps, format } = await runOf(JSON.stringify(value));
      expect(format).toBe("airflow-task-instances");
      expect(
        steps.map(({ attempts, index, skipped }) => [index, skipped, attempts.map(({ status }) => status)]),
      ).toEqual([
        [0, false, ["succeeded"]],
        [1, false, ["failed", "succeeded"]],
        [2, true, []],
        [3, false, ["interrupted"]],
        [4, false, []],
      ]);
    }
  });
});

describe("Nextflow", () => {
  const table = (rows: readonly (readonly unknown[])[], separator = "\t"): string =>
    rows.map((row) => row.join(separator)).join("\n");

  it("is read with raw numbers, also where a task has no end", async () => {
    const run = await runOf(
      table([
        ["task_id", "name", "status", "submit", "start", "complete", "duration", "realtime"],
        [1, "ALIGN (a)", "COMPLETED", T * 1e3, T * 1e3 + 1_500, T * 1e3 + 4_000, 4_000, 2_250],
        [2, "ALIGN (b)", "ABORTED", T * 1e3, "-", "-", "-", "-"],
      ]),
    );
    expect(bodies(run)).toEqual([2_250, undefined]);
    expect(run.resolutionMs).toBe(1);
    expect(run.steps.map((step) => lastOf(step)?.status)).toEqual(["succeeded", "cancelled"]);
  });

  it("is read with units, other columns and commas", async () => {
    const run = await runOf(
      table(
        [
          ["name", "status", "exit", "submit", "realtime", "%cpu", "my field", "duration"],
          ["COUNT", "COMPLETED", 0, "2026-11-29 10:00:00.250", "1h 2m 3.5s", "99.1%", "x", "1h 2m 10s"],
          ["COUNT", "FAILED", 1, "2026-11-29 12:00:00.250", "800ms", "-", "x", "1s"],
          ["COUNT", "COMPLETED", 0, "2026-11-29 12:00:02.250", "1d", "-", "x", "1d"],
        ],
        ",",
      ),
    );
    // The first one had not failed: the second is no further attempt of it.
    expect(run.steps.map(({ attempts }) => attempts.map(({ status }) => status))).toEqual([
      ["succeeded"],
      ["failed", "succeeded"],
    ]);
    expect(bodies(run)).toEqual([3_723_500, 86_400_000]);
  });
});

describe("GitHub Actions", () => {
  const at = (s: number): string => new Date((T + s) * 1e3).toISOString().replace(".000", "");
  const job = (id: number, more: object) => ({
    id,
    run_id: 7,
    run_attempt: 1,
    name: `test (${id})`,
    status: "completed",
    conclusion: "success",
    created_at: at(0),
    started_at: at(5),
    completed_at: at(30),
    steps: [
      { name: "Set up job", conclusion: "success", started_at: at(5), completed_at: at(7) },
      { name: "Run tests", conclusion: "success", started_at: at(7), completed_at: at(29) },
      { name: "Upload", conclusion: "skipped", started_at: null, completed_at: null },
    ],
    ...more,
  });
  const jobs = [
    job(1, {}),
    job(2, { conclusion: "skipped", started_at: at(9), completed_at: at(8), steps: [] }),
    job(3, { status: "in_progress", conclusion: null, completed_at: null }),
    // A runner's clock may be behind.
    job(4, { created_at: at(6), steps: null }),
    job(5, {
      run_attempt: 2,
      name: "test (1)",
      created_at: at(60),
      started_at: at(61),
      completed_at: at(90),
    }),
  ];

  it.each([
    ["a page", JSON.stringify({ total_count: 5, jobs })],
    [
      "pages, one after the other",
      jobs.map((each) => JSON.stringify({ total_count: 5, jobs: [each] })).join(""),
    ],
    ["a list of pages", JSON.stringify([{ total_count: 5, jobs }])],
    ["a list of jobs", JSON.stringify(jobs)],
    ["one job a line", jobs.map((each) => JSON.stringify(each)).join("\n")],
  ])("is read from %s", async (_what, text) => {
    const [first, again] = await runsOf(text);
    expect(first?.incomplete.filter((what) => !what.startsWith("the end of"))).toEqual([]);
    expect(
      first?.steps.map((step) => [step.skipped, lastOf(step)?.status, lastOf(step)?.bodyBand?.[1]]),
    ).toEqual([
      [false, "succeeded", 23_000],
      [true, undefined, undefined],
      [false, "running", undefined],
      [false, "succeeded", 25_000],
    ]);
    expect(again?.steps).toHaveLength(1);
  });
});

describe("a record past a limit", () => {
  it("is shown as far as it was read, and the limit is named", async () => {
    const line = (at: number): string => `{"step":"s${at % 3}","started":${at},"ended":${at + 1}}`;
    const text = Array.from({ length: 250_001 }, (_, at) => line(at)).join("\n");
    const found = await readRecords([{ name: "long", bytes: bytesOf(text) }]);
    expect(found.ok && found.notes).toEqual([
      "long holds more than 250,000 lines, the limit of records. What came before is shown.",
    ]);
    expect(found.ok && found.runs[0]?.steps).toHaveLength(3);
  });
});

describe("a run file", () => {
  const holds = (run: RunRecord): void => {
    expect(run.format).toBe("run-file");
    expect(run.steps.map(({ name, key }) => [name, key])).toEqual([
      ['parse "it"', "a;b,c"],
      ["parse, all", 'size 5" or more'],
    ]);
    expect(bodies(run)).toEqual([1_500, 2_000]);
  };

  it("is read in CSV of any writer", async () => {
    const rows = [
      '"step","key","started","ended"',
      '"parse ""it""","a;b,c",0.5,2',
      '"parse, all",size 5" or more,1,3',
    ];
    for (const end of ["\n", "\r\n"]) holds(await runOf(`\uFEFF${rows.join(end)}${end}`));
    holds(
      await runOf(
        'Step;Key;Started;Ended\r\n"parse ""it""";"a;b,c";0,5;2\r\n"parse, all";size 5" or more;1;3,0\r\n',
      ),
    );
  });

  it("is read as a list of lines", async () => {
    const lines = [
      { step: 'parse "it"', key: "a;b,c", started: 0.5, ended: 2 },
      { step: "parse, all", key: 'size 5" or more', started: "1", ended: "3" },
    ];
    holds(await runOf(JSON.stringify(lines)));
    holds(await runOf(JSON.stringify(lines, null, 2)));
    const run = await runOf(JSON.stringify([{ "fanout-run": 1, limit: 3 }, ...lines]));
    expect(run.limit).toBe(3);
  });
});

describe("Dagster", () => {
  const event = (type: string, s: number, more: object = {}) => ({
    dagster_event: { event_type_value: type, step_key: "work", pid: 7, ...more },
    run_id: "r1",
    timestamp: T + s,
  });
  const events = [
    event("STEP_START", 1),
    event("STEP_OUTPUT", 3),
    event("STEP_SUCCESS", 4),
    { dagster_event: null, run_id: "r1", timestamp: T, user_message: "a log line" },
  ];
  const status = { __enum__: "DagsterRunStatus.SUCCESS" };

  it.each([
    [
      "fields of one release",
      { version: "1.13.28", pipeline_run: { run_id: "r1", pipeline_name: "job", status } },
    ],
    ["fields of another", { version: "1.5.0", dagster_run: { run_id: "r1", job_name: "job", status } }],
    ["a status as text", { dagster_run: { run_id: "r1", job_name: "job", status: "SUCCESS" } }],
    ["no plan, no status", { dagster_run: { run_id: "r1", job_name: "job" } }],
  ])("is read from a debug file with %s", async (what, head) => {
    for (const value of [
      { ...head, event_list: events },
      { event_list: events, ...head },
    ]) {
      const run = await runOf(JSON.stringify(value));
      expect([run.format, run.name, bodies(run)]).toEqual(["dagster-debug", "job", [2_000]]);
      expect(run.status).toBe(what === "no plan, no status" ? undefined : "succeeded");
    }
  });

  it("is read from pages of GraphQL in any order and nesting, also without the run's id in each event", async () => {
    const page = (list: readonly object[], hasMore: boolean) => ({
      data: { logsForRun: { __typename: "EventConnection", events: list, cursor: "1", hasMore } },
    });
    const log = (eventType: string, s: number) => ({
      eventType,
      stepKey: "work",
      timestamp: String((T + s) * 1e3),
    });
    const one = page([log("STEP_START", 1)], true);
    const two = page([log("STEP_OUTPUT", 3), log("STEP_SUCCESS", 4)], false);
    const run = {
      data: { runOrError: { __typename: "Run", runId: "r1", jobName: "job", status: "SUCCESS" } },
    };
    const orders = [
      [one, two, run].map((each) => JSON.stringify(each)),
      [run, two, one].map((each) => JSON.stringify(each)),
      [JSON.stringify([two, one, run])],
      [[one, two, run].map((each) => JSON.stringify(each)).join("\n")],
    ];
    for (const texts of orders) {
      const found = await runOf(...texts);
      expect([found.format, found.name, found.runId, found.status, bodies(found)]).toEqual([
        "dagster-graphql",
        "job",
        "r1",
        "succeeded",
        [2_000],
      ]);
      expect(found.incomplete).toEqual(["the start of the run"]);
    }
  });
});
