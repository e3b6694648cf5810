import { STRATEGIES } from "@/lib/model/strategy";
import type { PythonCode, PythonFiles } from "@/lib/protocol/python-files";
import type { RefereeRequest } from "@/lib/protocol/referee";
import { createSandboxClient } from "../run/sandbox-client";
import { openPythonFrame } from "../run/sandbox-frame";

/** In the local mode steps run in the driver under each. */
const [anyStrategy] = STRATEGIES;

/** A program that runs another with Fanout's library, and gives what happened. JSON's texts are Python's. */
const sourceOf = ({ module, program }: RefereeRequest): string =>
  `import _referee.here\n_referee.here.perform(${JSON.stringify(module)}, ${JSON.stringify(JSON.stringify(program))})\n`;

/**
 * Runs a program in Fanout, as the real package's local mode does. @returns what happened, packed
 * @throws Error in words for the page
 */
export async function ownRun(
  files: PythonFiles,
  request: RefereeRequest,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<string> {
  const client = createSandboxClient(() => openPythonFrame(files));
  const code: PythonCode = { source: sourceOf(request), start: "main", isLocal: true };
  try {
    const run = client.run(
      {
        code: JSON.stringify(code),
        mostWorkers: 1,
        definitions: [],
        fansOutItself: true,
        inputs: {},
        strategy: anyStrategy,
        workers: 1,
        concurrency: 1,
        maxParallelism: 1,
        start: "cold",
        chunk: "auto",
        seed: 1,
        timeoutMs,
        cache: [],
        prior: [],
      },
      () => undefined,
    );
    signal.addEventListener("abort", run.stop);
    const { status, output, error } = await run.outcome;
    if (status !== "succeeded") throw new Error(`Fanout's own run failed: ${error?.message ?? status}`);
    if (output.truncated) throw new Error("The run has too many steps to compare.");
    return String(JSON.parse(output.json));
  } finally {
    client.dispose();
  }
}
