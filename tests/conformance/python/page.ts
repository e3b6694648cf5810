import { createSandboxClient, type SandboxClient } from "@/lib/app/run/sandbox-client";
import type { SandboxChannel } from "@/lib/app/run/sandbox-frame";
import type { StrategyName } from "@/lib/model/strategy";
import type { PythonFiles, ToPythonSandbox } from "@/lib/protocol/python-files";
import type { LogLine } from "@/lib/protocol/rows";

/** Runs inside a page: Python's sandbox as the site serves it, the site's own client, and no interface. */
export interface PythonRequest {
  readonly source: string;
  readonly start: "main" | "entry";
  readonly strategy: StrategyName;
  readonly workers: number;
  readonly timeoutMs: number;
}

export interface PythonAnswer {
  readonly status: string;
  readonly error: { readonly name: string; readonly message: string; readonly stack?: string } | undefined;
  readonly logs: readonly Pick<LogLine, "level" | "text" | "worker">[];
  readonly wallMs: number;
}

const fetched = async (path: string) => {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
};

/** @param folder python/<version>-<hash>/ */
async function filesIn(folder: string): Promise<PythonFiles> {
  const file = (name: string) => fetched(`${folder}${name}`);
  const [loader, runtime, wasm, stdlib, modules] = await Promise.all([
    file("pyodide.mjs").then((response) => response.text()),
    file("pyodide.asm.mjs").then((response) => response.text()),
    file("pyodide.asm.wasm").then((response) => response.arrayBuffer()),
    file("python_stdlib.zip").then((response) => response.arrayBuffer()),
    file("modules.json").then((response) => response.json()),
  ]);
  return { loader, runtime, wasm, stdlib, modules };
}

let files: Promise<PythonFiles>;
let client: SandboxClient | undefined;

function openFrame(python: PythonFiles): SandboxChannel {
  const { port1, port2 } = new MessageChannel();
  const nonce = crypto.getRandomValues(new Uint32Array(4)).join("-");
  const frame = document.createElement("iframe");
  frame.allow = "cross-origin-isolated";
  frame.setAttribute("sandbox", "allow-scripts");
  frame.src = `sandbox-python.html#${nonce}`;
  frame.addEventListener("load", () =>
    frame.contentWindow?.postMessage({ type: "fanout:connect", nonce }, "*", [port2]),
  );
  document.body.append(frame);
  port1.postMessage({ type: "python", files: python } satisfies ToPythonSandbox);
  return {
    port: port1,
    close() {
      port1.close();
      frame.remove();
    },
  };
}

async function run({ source, start, strategy, workers, timeoutMs }: PythonRequest): Promise<PythonAnswer> {
  const python = await files;
  client ??= createSandboxClient(() => openFrame(python));
  const logs: PythonAnswer["logs"][number][] = [];
  const { outcome } = client.run(
    {
      code: JSON.stringify({ source, start }),
      definitions: [],
      inputs: {},
      strategy,
      workers,
      concurrency: 1,
      maxParallelism: 25,
      start: "cold",
      chunk: "auto",
      seed: 1,
      timeoutMs,
      cache: [],
      prior: [],
    },
    (tick) => {
      for (const { level, text, worker } of tick.logs) logs.push({ level, text, worker });
    },
  );
  const { status, wallMs, error } = await outcome;
  return {
    status,
    error: error && { name: error.name, message: error.message, stack: error.stack },
    logs,
    wallMs,
  };
}

const lab = {
  /** @param folder of Python's files */
  prepare(folder: string) {
    files = filesIn(folder);
  },
  run,
};
export type PythonLab = typeof lab;

Object.assign(globalThis, { pythonLab: lab });
