import { expose, type Remote, transfer, wrap } from "comlink";
import type { Caller, Frame, Repeats } from "./commands";

/** Sources of the callers and their workers by peer, and a script as long as a runner's, put here by the build. */
declare const __PEERS__: Readonly<
  Record<string, { readonly caller: string; readonly worker: string; readonly overPorts: boolean }>
>;
declare const __BARE_WORKER__: string;

const urlOf = (source: string): string =>
  URL.createObjectURL(new Blob([source], { type: "text/javascript" }));

interface Running {
  readonly caller: Worker;
  readonly workers: readonly Worker[];
  readonly api: Remote<Caller>;
  readonly broken: Promise<never>;
}
const running = new Map<string, Running>();
const bareUrl = urlOf(__BARE_WORKER__);

function open(name: string, size: number): Promise<void> {
  const source = __PEERS__[name];
  if (!source) throw new Error(`there is no peer "${name}"`);
  close(name);
  const workerUrl = urlOf(source.worker);
  const caller = new Worker(urlOf(source.caller), { name: `${name} caller` });
  const ports: MessagePort[] = [];
  const workers = Array.from({ length: source.overPorts ? size : 0 }, (_, at) => {
    const { port1, port2 } = new MessageChannel();
    const worker = new Worker(workerUrl, { name: `${name} worker ${at}` });
    worker.postMessage({ port: port2 }, [port2]);
    ports.push(port1);
    return worker;
  });
  const broken = new Promise<never>((_, reject) => {
    caller.onerror = (event) => reject(new Error(event.message));
  });
  running.set(name, { caller, workers, api: wrap<Caller>(caller), broken });
  return ask(name, (api) => api.open(transfer({ size, workerUrl, ports }, ports)));
}

function close(name: string): void {
  const found = running.get(name);
  if (!found) return;
  // A caller takes the workers that it started itself with it.
  for (const worker of [found.caller, ...found.workers]) worker.terminate();
  running.delete(name);
}

async function ask<T>(name: string, what: (api: Remote<Caller>) => Promise<T>): Promise<T> {
  const found = running.get(name);
  if (!found) throw new Error(`"${name}" is not open`);
  try {
    return await Promise.race([what(found.api), found.broken]);
  } catch (error) {
    throw new Error(`${name}: ${error}`);
  }
}

/** The least that op runs and pools could take: workers, started by the document, to the last one's first answer. */
async function spawn({ warmUps, times }: Repeats, together = 1): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let i = 0; i < warmUps + times; i++) {
    const started = performance.now();
    const workers = Array.from({ length: together }, () => new Worker(bareUrl));
    const answers = await Promise.all(workers.map((worker) => answerOf(worker, i)));
    const took = performance.now() - started;
    for (const worker of workers) worker.terminate();
    const wrong = answers.find((answer) => answer !== i * i);
    if (wrong !== undefined) throw new Error(`wrong result: ${wrong}`);
    if (i >= warmUps) taken.push(took);
  }
  return taken;
}

const answerOf = (worker: Worker, number: number): Promise<number> =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(number);
  });

const frame: Frame = {
  open,
  measure: (name, command, repeats) => ask(name, (api) => api.measure(command, repeats)),
  close,
  spawn,
};

addEventListener("message", ({ ports: [port], source }) => {
  if (port && source === parent) expose(frame, port);
});
