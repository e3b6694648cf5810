import { readFileSync, writeFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { runnerStrategies } from "@/lib/engine/strategies";
import { STRATEGIES } from "@/lib/model/strategy";
import type { RefereeRecord } from "@/lib/protocol/referee";
import { type EntryOutcome, RUNNER_PROTOCOL_VERSION } from "@/lib/protocol/runner";
import { interpreterOf } from "@/lib/runner/python/interpreter";
import { BOOT_LIMIT_MS, bootPython } from "@/lib/runner/python/testing/boot";
import { startPython } from "../runner/python/start";
import { localHost } from "./local-host";

interface GivenProgram {
  readonly name: string;
  readonly source: string;
  /** The referee's name of its platform; "plain" without one. */
  readonly module: string;
}

/** What the page's notices of a browser that cannot suspend Python begin with. */
const NOTICE = "This browser cannot suspend Python";

/** What a platform's program does in the local mode, as the referee writes it down. */
async function withPlatform({ source, module }: GivenProgram): Promise<string> {
  const python = interpreterOf(await bootPython());
  python.attach(localHost().api);
  const given = JSON.stringify(JSON.stringify({ source }));
  const main = `import _referee.here\n_referee.here.perform("${module}", ${given})\n`;
  const outcome = await python.runMain({ span: 1 }, main, JSON.stringify({ inputs: {} }));
  if (outcome instanceof Error) throw outcome;
  return (JSON.parse(python.takeOutput() ?? "{}") as { value: string }).value;
}

/** The same of a program without a platform: its pools run in a trial. */
async function plain({ source }: GivenProgram): Promise<string> {
  const runner = await startPython({
    protocol: RUNNER_PROTOCOL_VERSION,
    code: JSON.stringify({ source, start: "main" }),
    versions: {},
    worker: 0,
    epoch: 0,
    seed: 1,
    strategies: runnerStrategies,
    strategy: STRATEGIES.indexOf("pooled"),
    maxParallelism: 25,
    workers: 2,
    prior: new Map(),
    cores: 2,
  });
  let outcome: EntryOutcome | undefined;
  void runner.api.runEntry({ inputs: {} }).then((given) => {
    outcome = given;
  });
  await runner.until(() => outcome !== undefined);
  const flushed = runner.posted.flatMap((each) => (each.type === "flush" ? (each.flush.logs ?? []) : []));
  const lines = [...flushed, ...(outcome?.logs ?? [])].map(({ text }) => text);
  const error = outcome?.ok ? undefined : outcome?.error;
  const record: RefereeRecord = {
    version: "",
    isEntry: false,
    output: outcome?.ok ? (outcome.value as unknown as { repr: string }).repr : null,
    pageOutput: null,
    raised: error ? { class: error.name, message: error.message } : null,
    printed: lines.filter((line) => !line.startsWith(NOTICE)),
    log: [],
    outputs: {},
  };
  return deflateSync(JSON.stringify(record)).toString("base64");
}

/** `npm run test:platforms` asks what Fanout's libraries do with its programs, and compares it with the real packages. */
const { FANOUT_OWN_RUNS: given, FANOUT_OWN_RECORDS: made } = process.env;

describe.runIf(given !== undefined && made !== undefined)("Fanout's own runs", () => {
  const programs = JSON.parse(given ? readFileSync(given, "utf8") : "[]") as GivenProgram[];
  test(
    "are written down",
    async () => {
      const records: Record<string, string> = {};
      for (const program of programs)
        records[program.name] = await (program.module === "plain" ? plain : withPlatform)(program);
      expect(Object.keys(records)).toHaveLength(programs.length);
      writeFileSync(made ?? "", JSON.stringify(records));
    },
    programs.length * BOOT_LIMIT_MS,
  );
});
