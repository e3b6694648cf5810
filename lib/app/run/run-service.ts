import { type Analyst, createAnalyst } from "@/lib/analysis/client";
import { type CheckedInputs, checkInputs } from "@/lib/language/typescript/inputs";
import type { InputField } from "@/lib/language/typescript/program";
import { watchHidden } from "./hidden-watch";
import { createSandboxClient } from "./sandbox-client";
import {
  type Experiment,
  type ExperimentListener,
  type ExperimentRequest,
  type Machine,
  startExperiment,
} from "./start-run";

/** The engine's side of the page. It arrives after the page, as a script of its own. */
export interface Runner {
  checkInputs(fields: readonly InputField[], values: unknown): CheckedInputs;
  start(request: ExperimentRequest, listener: ExperimentListener): Experiment;
  dispose(): void;
}

/** Opens a sandbox at once, so that the first run does not wait for it. */
export function createRunner(): Runner {
  const client = createSandboxClient();
  client.environment().catch(() => undefined);
  let counter: Analyst | undefined;
  const machine: Machine = {
    cores: navigator.hardwareConcurrency,
    userAgent: navigator.userAgent,
    now: () => performance.now(),
    watchHidden: () => watchHidden(document),
    figures(trace, timerStepMs) {
      counter ??= createAnalyst();
      return counter.figures(trace, timerStepMs);
    },
  };
  return {
    checkInputs,
    start: (request, listener) => startExperiment(client, machine, request, listener),
    dispose() {
      client.dispose();
      counter?.dispose();
    },
  };
}
