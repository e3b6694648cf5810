/** A MessagePort or a Worker. */
export interface WatchedPort extends EventTarget {
  postMessage(message: unknown, transfer?: Transferable[]): void;
}

/** @param channel who is at the other end */
export type PortWatcher = (channel: string, port: WatchedPort) => void;

let watcher: PortWatcher | undefined;
/** By channel, for a watcher that comes later. */
const newest = new Map<string, WatchedPort>();

/** To be called with each port that the page opens. */
export function portOpened(channel: string, port: WatchedPort): void {
  newest.set(channel, port);
  watcher?.(channel, port);
}

/** Hands over the ports that are open, and those to come. Without a watcher nothing is done with them. */
export function watchPorts(watch: PortWatcher): void {
  watcher = watch;
  for (const [channel, port] of newest) watch(channel, port);
}
