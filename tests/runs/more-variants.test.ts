import { describe, expect, it } from "vitest";
import type { StepRecord } from "@/lib/trace/import/record/run-record";
import { bodies, iso, lastOf, queues, refusal, runOf, statuses, T } from "./read-text";

/** What command lines, shells and other releases write of the same records. */

describe("GitHub's command line", () => {
  const ZERO = "0001-01-01T00:00:00Z";
  const job = (databaseId: number, more: object = {}) => ({
    completedAt: iso(30),
    conclusion: "success",
    databaseId,
    name: `test (${databaseId})`,
    startedAt: iso(5),
    status: "completed",
    steps: [
      {
        completedAt: iso(7),
        conclusion: "success",
        name: "Set up job",
        number: 1,
        startedAt: iso(5),
        status: "completed",
      },
      {
        completedAt: iso(29),
        conclusion: "success",
        name: "Run tests",
        number: 2,
        startedAt: iso(7),
        status: "completed",
      },
      { completedAt: ZERO, conclusion: "", name: "Upload", number: 3, startedAt: ZERO, status: "pending" },
    ],
    url: "https://github.com/o/r/actions/runs/7/job/1",
    ...more,
  });
  const jobs = [
    job(1),
    job(2, { conclusion: "skipped", steps: [] }),
    job(3, { conclusion: "", status: "in_progress", completedAt: ZERO }),
    job(4, { conclusion: "", status: "queued", startedAt: ZERO, completedAt: ZERO, steps: [] }),
    job(5, { conclusion: "cancelled", startedAt: ZERO, completedAt: ZERO, steps: [] }),
  ];

  it.each([
    ["--json jobs", JSON.stringify({ jobs })],
    [
      "--json with the run",
      JSON.stringify({ attempt: 1, databaseId: 7, jobs, startedAt: iso(0), workflowName: "CI" }),
    ],
    ["--jq .jobs", JSON.stringify(jobs, null, 2)],
    ["--jq .jobs[]", jobs.map((each) => JSON.stringify(each)).join("\n")],
  ])("is read from gh run view %s", async (what, text) => {
    const run = await runOf(text);
    expect([run.format, run.runId, run.status]).toEqual(["github-jobs", "7", "running"]);
    expect(run.name).toBe(what.includes("run") ? "CI" : "GitHub Actions run");
    expect(
      run.steps.map((step) => [step.skipped, lastOf(step)?.status, lastOf(step)?.bodyBand?.[1]]),
    ).toEqual([
      [false, "succeeded", 23_000],
      [true, undefined, undefined],
      [false, "running", undefined],
      [false, undefined, undefined],
      [false, undefined, undefined],
    ]);
    expect(run.steps[0]?.attempts[0]).toMatchObject({ startBand: [2_000, 2_000], runnable: undefined });
    expect(run.incomplete).toEqual(["1 job that had not begun", "the end of 1 attempt"]);
    expect(run.unknown.join()).toMatch(/queue/);
  });

  it("and API have jobs that never had a runner", async () => {
    const api = (id: number, more: object) => ({
      id,
      run_id: 7,
      name: `test (${id})`,
      created_at: iso(0),
      started_at: iso(0),
      completed_at: iso(90),
      runner_name: "",
      steps: [],
      ...more,
    });
    const run = await runOf(
      JSON.stringify({
        total_count: 2,
        jobs: [
          api(1, { status: "completed", conclusion: "cancelled" }),
          api(2, { status: "queued", conclusion: null, completed_at: null }),
        ],
      }),
    );
    expect(statuses(run)).toEqual([[], []]);
    expect(run.status).toBe("running");
  });

  it("lists runs, which are declined with what to open", async () => {
    expect(
      await refusal(JSON.stringify([{ databaseId: 7, event: "push", name: "CI", status: "completed" }])),
    ).toMatch(/is a list of GitHub Actions runs. Open the jobs of one: gh api/);
    expect(await refusal(JSON.stringify({ total_count: 1, workflow_runs: [{ id: 7, name: "CI" }] }))).toMatch(
      /is a list of GitHub Actions runs/,
    );
  });
});

describe("Flyte 2", () => {
  type Names = (name: string) => string;
  const camel: Names = (name) => name;
  const snake: Names = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const ORDER = ["", "QUEUED", "WAITING_FOR_RESOURCES", "INITIALIZING", "RUNNING", "SUCCEEDED", "FAILED"];

  function action(
    n: Names,
    numbered: boolean,
    name: string,
    from: number,
    to: number | undefined,
    more = {},
  ) {
    const phase = (what: string): unknown => (numbered ? ORDER.indexOf(what) : `ACTION_PHASE_${what}`);
    const steps: [string, number][] = [
      ["QUEUED", from],
      ["WAITING_FOR_RESOURCES", from + 1],
      ["INITIALIZING", from + 3],
      ["RUNNING", from + 5],
      ...(to === undefined ? [] : [["SUCCEEDED", to] as [string, number]]),
    ];
    return {
      id: { run: { org: "o", project: "p", domain: "d", name: "r1" }, name },
      metadata: {
        [n("actionType")]: numbered ? 1 : "ACTION_TYPE_TASK",
        ...(name !== "a0" && { parent: "a0" }),
        task: { [n("shortName")]: name === "a0" ? "main" : "work" },
      },
      attempts: [
        {
          attempt: 1,
          phase: phase(to === undefined ? "RUNNING" : "SUCCEEDED"),
          [n("startTime")]: iso(from),
          ...(to !== undefined && { [n("endTime")]: iso(to) }),
          [n("phaseTransitions")]: steps.map(([what, at]) => ({
            phase: phase(what),
            [n("startTime")]: iso(at),
          })),
          [n("logContext")]: { [n("primaryPodName")]: `pod-${name}` },
          [n("cacheStatus")]: numbered ? (name === "x2" ? 2 : 1) : name === "x2" ? "CACHE_HIT" : "CACHE_MISS",
        },
      ],
      ...more,
    };
  }

  it.each([
    ["camelCase", camel, false],
    ["the names of fields", snake, false],
    ["the names of fields and numbers of phases", snake, true],
  ])(
    "is read with %s, in a file of the script, a list, or one action a line",
    async (_what, names, numbered) => {
      const actions = [
        action(names, numbered, "a0", 0, 30),
        action(names, numbered, "x1", 6, 20),
        action(names, numbered, "x2", 6, 21),
      ];
      for (const text of [
        JSON.stringify({ format: "flyte2-actions/1", actions }),
        JSON.stringify({ actions }),
        JSON.stringify(actions, null, 1),
        actions.map((each) => JSON.stringify(each)).join("\n"),
      ]) {
        const run = await runOf(text);
        expect([run.format, run.name, run.runId, run.status]).toEqual([
          "flyte2-actions",
          "main",
          "r1",
          "succeeded",
        ]);
        expect(bodies(run)).toEqual([25_000, 9_000, 10_000]);
        expect(queues(run)).toEqual([3_000, 3_000, 3_000]);
        expect(run.steps.map((step) => lastOf(step)?.cached)).toEqual([false, false, true]);
        expect(run.steps.map((step) => [step.name, step.index, lastOf(step)?.worker])).toEqual([
          ["main", undefined, "pod-a0"],
          ["work", 0, "pod-x1"],
          ["work", 1, "pod-x2"],
        ]);
      }
    },
  );
});

describe("OpenTelemetry", () => {
  const nanos = (s: number): string => `${T + s}000000000`;
  const resourceSpans = (spans: readonly object[]): string =>
    JSON.stringify({ resourceSpans: [{ resource: {}, scopeSpans: [{ spans }] }] });

  it("is read with the names of protobuf fields throughout", async () => {
    const attribute = (key: string, value: object) => ({ key, value });
    const spans = [0, 1].map((i) => ({
      trace_id: "t",
      span_id: `w${i}`,
      parent_span_id: "run",
      name: "work",
      start_time_unix_nano: nanos(1 + i),
      end_time_unix_nano: nanos(3 + 2 * i),
      status: { code: i === 1 ? "STATUS_CODE_ERROR" : "STATUS_CODE_OK" },
      attributes: [
        attribute("item.index", { int_value: String(1 - i) }),
        attribute("item.key", { string_value: `k${i}` }),
        attribute("error.type", { string_value: "OOM" }),
      ],
    }));
    const root = {
      trace_id: "t",
      span_id: "run",
      name: "run",
      start_time_unix_nano: nanos(0),
      end_time_unix_nano: nanos(9),
    };
    const resource = { attributes: [attribute("process.pid", { int_value: 71 })] };
    const run = await runOf(
      JSON.stringify({ resource_spans: [{ resource, scope_spans: [{ spans: [root, ...spans] }] }] }),
    );
    expect(
      run.steps.map((step) => [step.index, step.key, lastOf(step)?.worker, lastOf(step)?.status]),
    ).toEqual([
      [1, "k0", "71", "succeeded"],
      [0, "k1", "71", "failed"],
    ]);
    expect(bodies(run)).toEqual([2_000, 3_000]);
  });

  it("may have spans that had not ended: without an end, or with 0", async () => {
    const span = (spanId: string, end: unknown, parentSpanId = "run") => ({
      traceId: "t",
      spanId,
      parentSpanId,
      name: spanId,
      startTimeUnixNano: nanos(1),
      endTimeUnixNano: end,
    });
    const run = await runOf(
      [span("run", undefined, ""), span("a", nanos(4)), span("b", "0"), span("c", 0)]
        .map((each) => resourceSpans([each]))
        .join("\n"),
    );
    expect(run.status).toBe("running");
    expect(bodies(run)).toEqual([3_000, undefined, undefined]);
    expect(statuses(run).flat()).toEqual(["succeeded", "interrupted", "interrupted"]);
    expect(run.incomplete).toEqual(["the end of 2 attempts"]);
  });
});

describe("Jaeger", () => {
  const span = (spanID: string, references: readonly object[], from: number, length: number) => ({
    traceID: "t",
    spanID,
    operationName: spanID,
    references,
    startTime: (T + from) * 1e6,
    duration: length * 1e6,
    processID: "p1",
  });
  const to = (refType: string, spanID: string, traceID = "t") => ({ refType, traceID, spanID });

  it("may have spans that follow from others: inside what is open, or after what has ended", async () => {
    const spans = [
      span("run", [], 0, 20),
      span("produce", [to("CHILD_OF", "run")], 1, 3),
      // Inside the run, which does not wait for it.
      span("beside", [to("FOLLOWS_FROM", "run")], 2, 4),
      // One after the other.
      span("consume", [to("FOLLOWS_FROM", "produce")], 6, 2),
      span("last", [to("FOLLOWS_FROM", "consume")], 9, 2),
      // A link to another trace is no parent, and what it is a part of comes first.
      span("linked", [to("FOLLOWS_FROM", "elsewhere", "u"), to("CHILD_OF", "run")], 12, 1),
    ];
    const run = await runOf(
      JSON.stringify({ data: [{ traceID: "t", spans, processes: { p1: { tags: [] } } }] }),
    );
    expect([run.name, run.incomplete]).toEqual(["run", []]);
    expect(run.steps.map(({ name, parent, encloses }) => [name, parent, encloses])).toEqual(
      ["produce", "beside", "consume", "last", "linked"].map((name) => [name, undefined, false]),
    );
  });
});

describe("Airflow", () => {
  it("is read from the list of its command line, of release 2 and 3", async () => {
    for (const date of ["execution_date", "logical_date"]) {
      const row = (
        task_id: string,
        map_index: string,
        state: string | null,
        from: number | null,
        to: number | null,
      ) => ({
        dag_id: "etl",
        [date]: iso(0),
        task_id,
        state,
        start_date: from === null ? "" : iso(from),
        end_date: to === null ? "" : iso(to),
        map_index,
      });
      const run = await runOf(
        JSON.stringify([
          row("list", "", "success", 1, 2),
          row("work", "0", "success", 3, 5),
          row("work", "1", "failed", 3, 9),
          row("sum", "", "upstream_failed", null, null),
        ]),
      );
      expect([run.format, run.name, run.runId, run.status]).toEqual([
        "airflow-task-instances",
        "etl",
        iso(0),
        "failed",
      ]);
      expect(run.steps.map(({ name, index }) => [name, index])).toEqual([
        ["list", undefined],
        ["work", 0],
        ["work", 1],
        ["sum", undefined],
      ]);
      expect(statuses(run)).toEqual([["succeeded"], ["succeeded"], ["failed"], []]);
      expect(run.steps.map((step) => lastOf(step)?.bodyBand?.[1])).toEqual([1_000, 2_000, 6_000, undefined]);
      expect(run.unknown.join()).toMatch(/queue/);
    }
  });

  it("does not call a task that was put back a success", async () => {
    const value = (task_id: string, state: string) => ({
      dag_id: "etl",
      dag_run_id: "r",
      task_id,
      map_index: -1,
      try_number: 1,
      start_date: iso(1),
      end_date: iso(3),
      state,
    });
    const run = await runOf(
      JSON.stringify({
        task_instances: [value("a", "up_for_reschedule"), value("b", "shutdown"), value("c", "deferred")],
      }),
    );
    expect(statuses(run)).toEqual([["interrupted"], ["cancelled"], ["interrupted"]]);
  });
});

describe("Nextflow", () => {
  const table = (...rows: readonly (readonly unknown[])[]): string =>
    rows.map((row) => row.join("\t")).join("\n");
  const at = (s: number): string => iso(s).replace("T", " ").replace("Z", "");

  it("is read with the process and the tag instead of a name, and without a status", async () => {
    const run = await runOf(
      table(
        ["process", "tag", "exit", "start", "realtime"],
        ["ALIGN", "a", 0, at(0), "2.5s"],
        ["ALIGN", "b", 137, at(1), "1m 3s"],
        ["SUM", "-", 0, at(70), "800ms"],
      ),
    );
    expect(run.steps.map(({ name, key }) => [name, key])).toEqual([
      ["ALIGN", "a"],
      ["ALIGN", "b"],
      ["SUM", undefined],
    ]);
    expect(statuses(run).flat()).toEqual(["succeeded", "failed", "succeeded"]);
    expect(bodies(run)).toEqual([2_500, 63_000, 800]);
    expect(run.incomplete).toEqual([]);
    expect(run.derived.join()).toMatch(/when a task was over/);
  });

  it("does not begin a run with what its cache took from an earlier one", async () => {
    const run = await runOf(
      table(
        ["task_id", "name", "status", "exit", "submit", "duration", "realtime"],
        [1, "ALIGN (a)", "CACHED", 0, at(-86_400), "9s", "8s"],
        [2, "ALIGN (b)", "COMPLETED", 0, at(0), "10s", "8s"],
      ),
    );
    expect((run.end ?? 0) - (run.begin ?? 0)).toBe(10_000);
    expect(run.steps.map((step) => [lastOf(step)?.cached, lastOf(step)?.asked !== undefined])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(run.dropped.join()).toMatch(/times of 1 task from the cache/);
    expect(run.incomplete).toEqual([]);
  });
});

describe("Dagster", () => {
  const log = (eventType: string, s: number, more: object = {}) => ({
    __typename: "MessageEvent",
    eventType,
    stepKey: "work",
    timestamp: String((T + s) * 1e3),
    ...more,
  });
  const events = [
    log("STEP_WORKER_STARTING", 0),
    log("STEP_WORKER_STARTED", 1, { metadataEntries: [{ label: "pid", intRepr: "71" }] }),
    log("STEP_START", 2),
    log("STEP_OUTPUT", 5),
    log("STEP_SUCCESS", 6),
  ];

  it("is read from the events of a run, as its newer GraphQL gives them", async () => {
    const of = (list: readonly object[], hasMore: boolean) =>
      JSON.stringify({
        data: {
          runOrError: {
            runId: "r1",
            jobName: "job",
            status: "SUCCESS",
            startTime: T,
            eventConnection: { events: list, cursor: "c", hasMore },
          },
        },
      });
    const run = await runOf(of(events.slice(0, 2), true), of(events.slice(2), false));
    expect([run.format, run.name, run.runId, bodies(run), run.incomplete]).toEqual([
      "dagster-graphql",
      "job",
      "r1",
      [3_000],
      [],
    ]);
    expect(lastOf(run.steps[0] as StepRecord)?.worker).toBe("71");
  });

  it("is read from what GraphQL answers without its data around it", async () => {
    const run = await runOf(JSON.stringify({ logsForRun: { events, cursor: "c", hasMore: false } }));
    expect(bodies(run)).toEqual([3_000]);
  });
});
