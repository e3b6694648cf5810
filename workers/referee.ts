import { reasonOf } from "@/lib/base/text-of";
import type { ToRefereeWorker } from "@/lib/protocol/python-files";
import type { FromReferee } from "@/lib/protocol/referee";
import { lockDown } from "@/lib/runner/javascript/realm/lockdown";
import { startPython } from "@/lib/runner/python/boot";
import { crashText } from "@/lib/runner/python/crash";
import { realPackage } from "@/lib/runner/python/real-package";

const ignore = () => undefined;

async function judge({ parts, pack, request, port }: ToRefereeWorker): Promise<void> {
  const post = (message: FromReferee) => port.postMessage(message);
  const fail = (message: string) => post({ type: "failed", message });
  try {
    post({ type: "stage", stage: "unpacking" });
    const python = await startPython(parts, self, { stdout: ignore, stderr: ignore });
    python._api.on_fatal = (error) => fail(crashText(error));
    const real = await realPackage(python, pack, parts.modules);
    post({ type: "stage", stage: "importing" });
    real.prepare(request.module);
    // The package is there. Before anything of the program runs, the doors close.
    lockDown(self, ignore, () => fail("The program ended its worker."));
    post({ type: "stage", stage: "running" });
    post({ type: "record", packed: await real.perform(request) });
  } catch (error) {
    fail(reasonOf(error));
  }
}

self.addEventListener("message", ({ data }: MessageEvent<ToRefereeWorker>) => void judge(data), {
  once: true,
});
