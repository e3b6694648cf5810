import { expose } from "comlink";
import type { Caller, Command, Repeats } from "./commands";
import type { Peer } from "./peer";

/** Takes commands for a peer: carries each out so often, one after the other, and looks at what came out. */
export function serve(peer: Peer): void {
  const caller: Caller = {
    open: (given) => peer.open(given),
    measure: (command, repeats) => measure(peer, command, repeats),
  };
  expose(caller);
}

async function measure(
  peer: Peer,
  command: Command,
  { warmUps, times }: Repeats,
): Promise<readonly number[]> {
  const run = prepare(peer, command);
  const taken: number[] = [];
  for (let i = 0; i < warmUps + times; i++) {
    const started = performance.now();
    const { share, wrong } = await run();
    const took = performance.now() - started;
    const reason = wrong();
    if (reason !== undefined) throw new Error(`wrong result: ${reason}`);
    if (i >= warmUps) taken.push(took / share);
  }
  return taken;
}

/** What is wrong with the squares of 0 … n − 1, if anything. Checks every one. */
export function wrongSquares(results: readonly unknown[], n: number): string | undefined {
  if (results.length !== n) return `${results.length} results for ${n} numbers`;
  for (let i = 0; i < n; i++) if (results[i] !== i * i) return `${String(results[i])} in place ${i}`;
  return undefined;
}

/** `share`: how many are in one run; `wrong`: what is not right with the results, looked for after the clock. */
type Prepared = () => Promise<{ readonly share: number; readonly wrong: () => string | undefined }>;

function prepare(peer: Peer, command: Command): Prepared {
  const missing = (): never => {
    throw new Error(`this peer does not do "${command.do}"`);
  };
  switch (command.do) {
    case "items":
    case "chunks":
    case "lists": {
      const numbers = Array.from({ length: command.n }, (_, i) => i);
      return async () => {
        const results =
          command.do === "items"
            ? await (peer.items ?? missing)(numbers)
            : await (peer[command.do] ?? missing)(numbers, command.chunks);
        return { share: 1, wrong: () => wrongSquares(results, command.n) };
      };
    }
    case "call":
    case "relay": {
      const call = peer[command.do] ?? missing;
      return async () => {
        let last = 0;
        for (let i = 0; i < command.calls; i++) last = await call(i);
        const right = (command.calls - 1) ** 2;
        return { share: command.calls, wrong: () => (last === right ? undefined : `${last}, not ${right}`) };
      };
    }
    case "pull":
      return async () => {
        const results = await (peer.pull ?? missing)(command.units);
        const done = () => results.length === command.units.length && results.every((value) => value > 0);
        return { share: 1, wrong: () => (done() ? undefined : "an item is missing") };
      };
    case "work":
      return async () => {
        const results = await (peer.work ?? missing)(command.units, command.chunks);
        const done = () => results.length === command.units.length && results.every((value) => value > 0);
        return { share: 1, wrong: () => (done() ? undefined : "an item is missing") };
      };
    case "bytes":
      return async () => {
        const bytes = await (peer.bytes ?? missing)(command.items, command.bytes);
        const right = command.items * command.bytes;
        return { share: 1, wrong: () => (bytes === right ? undefined : `${bytes} bytes, not ${right}`) };
      };
    case "sleeps":
      return async () => {
        await (peer.sleeps ?? missing)(command.times, command.ms);
        return { share: 1, wrong: () => undefined };
      };
  }
}
