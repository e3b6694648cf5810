import type { Program } from "@/lib/language/program";
import type { PythonCode } from "@/lib/protocol/python-files";
import type { RefereeId, RefereeProgram, RefereeStage } from "@/lib/protocol/referee";
import { compareRecords, pageDifference } from "@/lib/referee/compare";
import { pinnedVersion } from "@/lib/referee/pinned-version";
import { readRecord } from "@/lib/referee/read-record";
import type { RefereeVerdict } from "@/lib/referee/words";
import type { DownloadProgress } from "../python/kept-file";
import { loadPython } from "../python/load-python";
import { createCompiler } from "../run/compiler";
import { loadPack, type Pack } from "./load-pack";
import { ownRun } from "./own-run";
import { realRun } from "./real-run";

/** How far a check is. */
export type CheckProgress =
  | ({ readonly type: "download" } & DownloadProgress)
  | { readonly type: "stage"; readonly stage: RefereeStage };

export interface CheckRequest {
  readonly module: RefereeId;
  readonly pack: Pack;
  /** The program, and the inputs that differ from its defaults. */
  readonly code: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The result on the page, as Python writes it. */
  readonly shown: string | undefined;
}

/** ms for each of the two runs, with what it takes to start. */
const TIMEOUT_MS = 180_000;

/**
 * Runs a program twice, with the real package and in Fanout's local mode, and compares.
 * @throws Error in words for the page
 */
export async function check(
  { module, pack, code, inputs, shown }: CheckRequest,
  progress: (now: CheckProgress) => void,
  signal: AbortSignal,
): Promise<RefereeVerdict> {
  const program = programOf(await compiled(code), inputs);
  const content = await loadPack(pack, (now) => progress({ type: "download", ...now }));
  const files = await loadPython();
  signal.throwIfAborted();
  const request = { module, program };
  const real = realRun({
    files,
    pack: content,
    request,
    timeoutMs: TIMEOUT_MS,
    signal,
    stage: (stage) => progress({ type: "stage", stage }),
  });
  const [here, there] = await Promise.all([ownRun(files, request, TIMEOUT_MS, signal), real]);
  const [own, recorded] = await Promise.all([readRecord(here), readRecord(there)]);
  return {
    ...compareRecords(own, recorded),
    name: pack.name,
    version: recorded.version,
    pinned: pinnedVersion(code, module),
    onPage: pageDifference(shown, own),
  };
}

async function compiled(source: string): Promise<Program> {
  const compiler = createCompiler();
  const result = await compiler.compile(source, "python").finally(compiler.dispose);
  if (!result.ok) throw new Error(result.errors[0]?.message ?? "The program has a mistake.");
  return result.program;
}

/** What the runner would do with a program (lib/runner/python/language.ts). */
function programOf({ code }: Program, inputs: Readonly<Record<string, unknown>>): RefereeProgram {
  const { source, entry, calls } = JSON.parse(code) as PythonCode;
  const { [entry?.input ?? ""]: chosen = entry?.usual, ...rest } = inputs;
  return { source, inputs: entry ? rest : inputs, entry: entry && String(chosen), calls };
}
