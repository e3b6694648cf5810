import { analysis } from "@/lib/analysis/client";
import { checkInputs } from "@/lib/language/check-inputs";
import { watchHidden } from "./hidden-watch";
import { createSandboxClient } from "./sandbox-client";
import { type Machine, type RunListener, type RunRequest, startRun } from "./start-run";

/** The engine's side of the page, loaded with the first run. */
export type RunService = ReturnType<typeof createRunService>;

/** Opens a sandbox immediately, so that the first run does not wait for it. */
export function createRunService() {
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
    start: (request: RunRequest, listener: RunListener) => startRun(client, machine, request, listener),
    release: () => client.release(),
    dispose: () => client.dispose(),
  };
}
