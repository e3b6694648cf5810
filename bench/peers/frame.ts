import type { Command, FrameAnswer, Repeats, ToCaller, ToFrame } from "./commands";

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
}
const running = new Map<string, Running>();
const bareUrl = urlOf(__BARE_WORKER__);

async function open(name: string, size: number): Promise<readonly number[]> {
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
  running.set(name, { caller, workers });
  return ask(name, { type: "open", size, workerUrl, ports }, ports);
}

function close(name: string): void {
  const found = running.get(name);
  if (!found) return;
  // A caller takes the workers that it started itself with it.
  for (const worker of [found.caller, ...found.workers]) worker.terminate();
  running.delete(name);
}

function ask(name: string, message: ToCaller, transfer: Transferable[]): Promise<readonly number[]> {
  const caller = running.get(name)?.caller;
  if (!caller) throw new Error(`"${name}" is not open`);
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    caller.onerror = (event) => reject(new Error(`${name}: ${event.message}`));
    port1.onmessage = ({ data }: MessageEvent<{ times: readonly number[] } | { error: string }>) => {
      if ("error" in data) reject(new Error(`${name}: ${data.error}`));
      else resolve(data.times);
      port1.close();
    };
    caller.postMessage(message, [port2, ...transfer]);
  });
}

const measure = (name: string, command: Command, repeats: Repeats): Promise<readonly number[]> =>
  ask(name, { type: "measure", command, repeats }, []);

/** The least that an op run could take: a worker, started by the document, to its first answer. */
async function spawn({ warmUps, times }: Repeats): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let i = 0; i < warmUps + times; i++) {
    const started = performance.now();
    const worker = new Worker(bareUrl);
    const answer = await new Promise<number>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(i);
    });
    const took = performance.now() - started;
    worker.terminate();
    if (answer !== i * i) throw new Error(`wrong result: ${answer}`);
    if (i >= warmUps) taken.push(took);
  }
  return taken;
}

async function carryOut(message: ToFrame): Promise<readonly number[]> {
  if (message.type === "open") return open(message.peer, message.size);
  if (message.type === "measure") return measure(message.peer, message.command, message.repeats);
  if (message.type === "spawn") return spawn(message.repeats);
  close(message.peer);
  return [];
}

addEventListener("message", ({ ports, source }) => {
  const port = ports[0];
  if (!port || source !== parent) return;
  const answer = (message: FrameAnswer): void => port.postMessage(message);
  port.onmessage = ({ data }: MessageEvent<ToFrame>) => {
    carryOut(data).then(
      (times) => answer({ id: data.id, times }),
      (error: unknown) => answer({ id: data.id, error: String(error) }),
    );
  };
});
