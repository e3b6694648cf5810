import "./no-eval";
import { createSandboxClient, type SandboxClient } from "@/lib/app/run/sandbox-client";
import { startRun } from "@/lib/app/run/start-run";
import { compile } from "@/lib/language/typescript/compile";
import type { Program } from "@/lib/language/typescript/program";
import type { Settings } from "@/lib/model/settings";
import { defaultSettings } from "@/lib/model/settings";
import type { StrategyReport } from "@/lib/protocol/report";
import type { Lane } from "@/lib/protocol/rows";

/**
 * Runs inside a page of the site: the page's compiler, client, frame and analysis, without the interface. Tests send and
 * receive plain data.
 */
export interface RunRequest {
  readonly code: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly settings?: Partial<Settings>;
  /** Runs the text without compiling it: the compiler's checks help authors, and protect nothing. */
  readonly uncompiled?: boolean;
  /** Ends the run as soon as this line has been logged. */
  readonly stopAtLog?: string;
}

export interface RunAnswer {
  readonly report: StrategyReport;
  readonly refused: readonly string[];
  readonly logs: readonly string[];
  readonly lanes: readonly Lane[];
  readonly artifacts: readonly string[];
  /** ms from Stop to the end, where the test asked for a stop. */
  readonly stopMs: number;
}

let client: SandboxClient | undefined;

const ANY_PROGRAM = `import { workflow } from "fanout"; export default workflow(async () => 0, { name: "entry" });`;

function programOf(code: string, uncompiled: boolean): Program {
  const compiled = compile(uncompiled ? ANY_PROGRAM : code);
  if (!compiled.ok) throw new Error(compiled.errors.map(({ message }) => message).join("\n"));
  return uncompiled
    ? {
        ...compiled.program,
        code: code.replace(/import (\{[^}]*\}) from "fanout";/, "const $1 = __fanout.sdk;"),
        definitions: [],
        positions: [],
      }
    : compiled.program;
}

async function run(request: RunRequest): Promise<RunAnswer> {
  const { code, inputs = {}, settings, uncompiled = false, stopAtLog } = request;
  client ??= createSandboxClient();
  const program = programOf(code, uncompiled);
  const defaults = Object.fromEntries(program.inputs.map((field) => [field.name, field.default]));
  let asked = Number.NaN;
  const active = startRun(
    client,
    { cores: 2, userAgent: navigator.userAgent, now: () => performance.now() },
    {
      program,
      inputs: { ...defaults, ...inputs },
      settings: { ...defaultSettings(2), strategies: ["pooled"], rounds: 1, timeoutMs: 60_000, ...settings },
    },
    {
      progress(_, live) {
        if (stopAtLog === undefined || !Number.isNaN(asked)) return;
        if (!live?.trace.logs.some(({ text }) => text === stopAtLog)) return;
        asked = performance.now();
        active.stop();
      },
    },
  );
  const { trials, refused } = await active.result;
  const [only] = trials;
  if (only === undefined) throw new Error("no strategy ran");
  return {
    report: only.report,
    refused,
    logs: only.trace?.logs.slice(0, 200).map(({ text }) => text) ?? [],
    lanes: only.trace?.lanes.slice(0, 200) ?? [],
    artifacts: [...only.files.keys()].slice(0, 200),
    stopMs: performance.now() - asked,
  };
}

const attack = {
  run,
  /** Removes the frame, as leaving the page does. */
  close() {
    client?.dispose();
    client = undefined;
  },
};
export type Attack = typeof attack;

Object.assign(globalThis, { attack });
