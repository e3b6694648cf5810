// Workers start from a blob that imports the script, which also works where a host's sandbox gives the page an opaque origin.
const fileOf = (label: string) =>
  label === "typescript" || label === "javascript" ? "typescript.worker.js" : "editor.worker.js";

Object.assign(globalThis, {
  MonacoEnvironment: {
    getWorker(_id: string, label: string): Worker {
      const script = new URL(fileOf(label), import.meta.url).href;
      const url = URL.createObjectURL(new Blob([`importScripts(${JSON.stringify(script)})`]));
      const worker = new Worker(url, { name: label });
      // The worker has read the blob when it answers.
      worker.addEventListener("message", () => URL.revokeObjectURL(url), { once: true });
      return worker;
    },
  },
});
