import { analysis } from "@/lib/analysis/client";
import { checkInputs } from "@/lib/language/check-inputs";
import type { LanguageId } from "@/lib/model/language";
import type { PythonProgress } from "../python/load-python";
import { watchHidden } from "./hidden-watch";
import { createSandboxes } from "./sandboxes";
import { type Machine, type RunListener, type RunRequest, startRun } from "./start-run";

/** The engine's side of the page, loaded with the first run. */
export type RunService = ReturnType<typeof createRunService>;

export function createRunService() {
  const sandboxes = createSandboxes();
  const machine: Machine = {
    cores: navigator.hardwareConcurrency,
    userAgent: navigator.userAgent,
    now: () => performance.now(),
    watchHidden: () => watchHidden(document),
    figures: (trace, timerStepMs) => analysis.query([trace], { type: "figures", timerStepMs }),
  };
  return {
    checkInputs,
    /**
     * Opens the sandbox of a language, so that a run does not wait for it.
     * @param listen hears how far a download is
     * @throws Error for the user, where what the language needs cannot be had
     */
    async prepare(language: LanguageId, listen: (progress: PythonProgress) => void): Promise<void> {
      const client = await sandboxes.of(language, listen);
      client.startAhead();
    },
    async start(request: RunRequest, listener: RunListener) {
      const client = await sandboxes.of(request.program.language, () => undefined);
      return startRun(client, machine, request, listener);
    },
    release: () => sandboxes.release(),
    dispose: () => sandboxes.dispose(),
  };
}
