import { loadPython } from "@/lib/app/python/load-python";
import { realRun } from "@/lib/app/referee/real-run";
import { createSandboxClient, type SandboxClient } from "@/lib/app/run/sandbox-client";
import { openPythonFrame } from "@/lib/app/run/sandbox-frame";
import { pythonMaxWorkers } from "@/lib/model/limits";
import type { StrategyName } from "@/lib/model/strategy";
import type { PythonFiles } from "@/lib/protocol/python-files";
import type { RefereeRecord } from "@/lib/protocol/referee";
import type { LogLine } from "@/lib/protocol/rows";
import { readRecord } from "@/lib/referee/read-record";

/** Runs inside a page: Python's sandbox as the site serves it, the site's own client, and no interface. */
export interface PythonRequest {
  readonly source: string;
  readonly start: "main" | "entry";
  /** Processes know nothing of their parent, as with `spawn`. */
  readonly spawns?: boolean;
  /** A platform's library runs it in its local mode. */
  readonly isLocal?: boolean;
  readonly strategy: StrategyName;
  readonly workers: number;
  readonly timeoutMs: number;
}

export interface PythonAnswer {
  readonly status: string;
  readonly error: { readonly name: string; readonly message: string; readonly stack?: string } | undefined;
  readonly logs: readonly Pick<LogLine, "level" | "text" | "worker">[];
  /** What the sandbox refused the program, by name. */
  readonly refused: readonly string[];
  readonly wallMs: number;
}

let files: Promise<PythonFiles>;
let client: SandboxClient | undefined;
/** Of the program that runs, or that ran last. */
let logs: PythonAnswer["logs"][number][] = [];
let stop = (): void => undefined;

async function run({
  source,
  start,
  spawns,
  isLocal,
  strategy,
  workers,
  timeoutMs,
}: PythonRequest): Promise<PythonAnswer> {
  const python = await files;
  client ??= createSandboxClient(() => openPythonFrame(python));
  logs = [];
  const active = client.run(
    {
      code: JSON.stringify({ source, start, spawns, isLocal }),
      mostWorkers: pythonMaxWorkers(crossOriginIsolated),
      definitions: [],
      inputs: {},
      strategy,
      workers,
      concurrency: 1,
      maxParallelism: 25,
      start: "cold",
      chunk: "auto",
      seed: 1,
      timeoutMs,
      cache: [],
      prior: [],
      fansOutItself: true,
    },
    (tick) => {
      for (const { level, text, worker } of tick.logs) logs.push({ level, text, worker });
    },
  );
  stop = active.stop;
  const { status, wallMs, error, refused } = await active.outcome;
  return {
    status,
    error: error && { name: error.name, message: error.message, stack: error.stack },
    logs,
    refused,
    wallMs,
  };
}

/** A program with what a pack holds in place of Dagster. @param pack base64 */
async function referee(source: string, pack: string): Promise<RefereeRecord> {
  const python = await files;
  const packed = await realRun({
    files: python,
    pack: Uint8Array.from(atob(pack), (each) => each.charCodeAt(0)).buffer,
    request: { module: "dagster", program: { source, inputs: {} } },
    timeoutMs: 120_000,
    signal: new AbortController().signal,
    stage: () => undefined,
    open: () => openPythonFrame({ ...python, snapshot: undefined }),
  });
  return readRecord(packed);
}

const lab = {
  prepare() {
    files = loadPython();
  },
  run,
  referee,
  /** Whether the program has printed this line. */
  logged: (line: string): boolean => logs.some(({ text }) => text === line),
  stop: () => stop(),
};
export type PythonLab = typeof lab;

Object.assign(globalThis, { pythonLab: lab });
