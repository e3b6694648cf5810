import type { ToRunnerWorker } from "@/lib/protocol/sandbox";
import { openSandbox, urlOf } from "./sandbox/serve";

/** Sources of the two workers, put here by the build. */
declare const __COORDINATOR_SOURCE__: string;
declare const __RUNNER_SOURCE__: string;

const runnerUrl = urlOf(__RUNNER_SOURCE__);

let program: { readonly code: string; readonly url: string } | undefined;

/** Where runners load a program from; the last one's is kept, because workers of warm pools may start later. */
const addressOf = (code: string): string => {
  if (program?.code !== code) {
    if (program) URL.revokeObjectURL(program.url);
    program = { code, url: urlOf(code) };
  }
  return program.url;
};

openSandbox({
  coordinatorUrl: urlOf(__COORDINATOR_SOURCE__),
  addressOf,
  startWorker(name, { port, init }) {
    const worker = new Worker(runnerUrl, { name });
    worker.postMessage({ port, init } satisfies ToRunnerWorker, [port]);
    return worker;
  },
});
