import { publicUrl } from "@/lib/app/base-path";
import { PYRIGHT_WORKER } from "@/lib/app/editor/pyright-manifest.generated";
import type { Monaco } from "../load-monaco";
import { typeProblems } from "./diagnostics";
import { answerFor } from "./providers";
import { Pyright } from "./pyright";

type Model = ReturnType<Monaco["editor"]["createModel"]>;

/** Has basedpyright check, complete and explain the program in a model for as long as that exists. */
export function checkModel(monaco: Monaco, model: Model): void {
  const worker = startWorker();
  const owner = model.getLanguageId();
  let version = 1;
  const pyright = new Pyright(worker, model.getValue(), (found) => {
    // Of an earlier text, lines and columns would be wrong.
    if (model.isDisposed() || (found.version ?? version) !== version) return;
    const markers = typeProblems(found.diagnostics).map(({ severity, ...place }) => ({
      ...place,
      severity: monaco.MarkerSeverity[severity === "error" ? "Error" : "Warning"],
    }));
    monaco.editor.setModelMarkers(model, owner, markers);
  });
  const parts = [
    model.onDidChangeContent(() => {
      version = pyright.update(model.getValue());
    }),
    model.onWillDispose(() => end()),
    ...answerFor(monaco, model, pyright),
  ];
  const end = (): void => {
    pyright.end();
    for (const part of parts) part.dispose();
    if (!model.isDisposed()) monaco.editor.setModelMarkers(model, owner, []);
  };
  // Without it the program can be written and run as before.
  worker.addEventListener("error", end);
}

/** From a blob that imports the script, which also works where a host's sandbox gives the page an opaque origin. */
function startWorker(): Worker {
  const script = JSON.stringify(publicUrl(PYRIGHT_WORKER));
  const url = URL.createObjectURL(new Blob([`importScripts(${script})`], { type: "text/javascript" }));
  const worker = new Worker(url, { name: "pyright" });
  // The worker has read the blob when it answers.
  worker.addEventListener("message", () => URL.revokeObjectURL(url), { once: true });
  return worker;
}
