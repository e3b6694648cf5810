import { expect } from "vitest";
import { checkInputs } from "@/lib/language/check-inputs";
import type { CompileResult, Program } from "@/lib/language/program";
import { defaultSettings } from "@/lib/model/settings";
import type { Report } from "@/lib/protocol/report";
import { memoryCache } from "../run/memory-cache";
import type { Run, Trial } from "../run/run";
import type { RunService } from "../run/run-service";
import type { ActiveRun, RunListener, RunRequest, RunResult } from "../run/start-run";
import { createPlaygroundStore, type PlaygroundServices, type PlaygroundStore } from "./store";

export const testSettings = defaultSettings(4);

const program = (code: string): Program => ({
  language: "typescript",
  name: code,
  hash: code,
  code,
  positions: [],
  definitions: [],
  inputs: [{ name: "n", type: "number", default: 1 }],
});

export const emptyReport: Report = {
  version: 1,
  program: { name: "", hash: "" },
  inputs: {},
  settings: testSettings,
  environment: { cores: 4, userAgent: "", crossOriginIsolated: false, timerStepMs: 0.1 },
  strategies: [],
};

/** A run that the engine of the test was asked for. */
export interface TestRun {
  readonly request: RunRequest;
  readonly listener: RunListener;
  stops: number;
  /** @param found what came of it; default: an empty report */
  end(found?: Found): void;
}

type Found = Pick<Run, "report" | "trials"> & Partial<Pick<RunResult, "cache">>;

/** A store that can compile and run nothing; its parts can be replaced. */
export const createTestStore = (services: Partial<PlaygroundServices> = {}): PlaygroundStore =>
  createPlaygroundStore({
    compiler: { compile: async () => ({ ok: false, errors: [] }), dispose: () => undefined },
    loadRunner: () => Promise.reject(new Error("nothing is run")),
    cache: memoryCache(),
    settings: testSettings,
    theme: "light",
    ...services,
  });

/** A store whose compiler refuses what begins with "bad", and whose runs end when the test ends them. */
export function setUpRuns() {
  const compiled: string[] = [];
  const runs: TestRun[] = [];
  let releases = 0;
  const runner: RunService = {
    checkInputs,
    prepare: async () => undefined,
    async start(request, listener): Promise<ActiveRun> {
      let end: (found?: Found) => void = () => undefined;
      const { name, hash } = request.program;
      const { inputs, settings } = request;
      const report = { ...emptyReport, program: { name, hash }, inputs: { ...inputs }, settings };
      const id = `run ${runs.length + 1}`;
      const result = new Promise<RunResult>((resolve) => {
        end = (found = { report, trials: [] }) =>
          resolve({
            id,
            source: "measured",
            startedAt: 1e12 + runs.length,
            refused: [],
            cache: [],
            ...found,
          });
      });
      const run: TestRun = { request, listener, stops: 0, end };
      runs.push(run);
      return {
        result,
        stop() {
          run.stops += 1;
          end();
        },
      };
    },
    release() {
      releases += 1;
    },
    dispose: () => undefined,
  };
  const store = createTestStore({
    compiler: {
      async compile(code): Promise<CompileResult> {
        compiled.push(code);
        return code.startsWith("bad")
          ? { ok: false, errors: [{ message: "no", line: 2, column: 3 }] }
          : { ok: true, program: program(code) };
      },
      dispose: () => undefined,
    },
    loadRunner: async () => runner,
  });
  const open = (code: string): void =>
    store
      .getState()
      .openDocument(
        { code, language: "typescript" as const, inputs: {}, settings: testSettings },
        { kind: "link" },
      );
  /** Waits until the engine has been asked for the nth run. */
  const started = async (nth: number): Promise<TestRun> => {
    await expect.poll(() => runs.length).toBe(nth);
    const run = runs[nth - 1];
    if (run === undefined) throw new Error("no run");
    return run;
  };
  return { store, compiled, runs, open, started, released: () => releases };
}

/** What the engine found: the trials of a run of a fixture under the ids of another. */
export function foundBy({ report, trials }: Run, runId: string): Pick<Run, "report" | "trials"> {
  return {
    report,
    trials: trials.map(
      (trial, at): Trial => ({ ...trial, info: { ...trial.info, runId, trialId: `${runId} ${at}` } }),
    ),
  };
}
