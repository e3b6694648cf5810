import { analysis } from "@/lib/analysis/client";
import { type CheckedInputs, checkInputs } from "@/lib/language/check-inputs";
import type { InputField } from "@/lib/language/program";
import { watchHidden } from "./hidden-watch";
import { createSandboxClient } from "./sandbox-client";
import { type ActiveRun, type Machine, type RunListener, type RunRequest, startRun } from "./start-run";

/** The engine's side of the page, loaded with the first run. */
export interface RunService {
  checkInputs(fields: readonly InputField[], values: unknown): CheckedInputs;
  start(request: RunRequest, listener: RunListener): ActiveRun;
  dispose(): void;
}

/** Opens a sandbox immediately, so that the first run does not wait for it. */
export function createRunService(): RunService {
  const client = createSandboxClient();
  client.environment().catch(() => undefined);
  const machine: Machine = {
    cores: navigator.hardwareConcurrency,
    userAgent: navigator.userAgent,
    now: () => performance.now(),
    watchHidden: () => watchHidden(document),
    figures: (trace, timerStepMs) => analysis.query([trace], { type: "figures", timerStepMs }),
  };
  return {
    checkInputs,
    start: (request, listener) => startRun(client, machine, request, listener),
    dispose: () => client.dispose(),
  };
}
