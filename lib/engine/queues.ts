import { getOrCreate } from "@/lib/base/get-or-create";
import { PriorityQueue } from "@/lib/base/priority-queue";

/** A program's queue (`new Queue()`): its items, and the gets that wait for one, in order of arrival. */
interface Channel {
  readonly items: PriorityQueue<unknown>;
  readonly gets: ((answer: { ok: boolean; value?: unknown }) => void)[];
  closed: boolean;
}

export class Queues {
  private readonly channels = new Map<string, Channel>();

  put(name: string, value: unknown): boolean {
    const channel = this.of(name);
    if (channel.closed) return false;
    const get = channel.gets.shift();
    if (get) get({ ok: true, value });
    else channel.items.push(0, value);
    return true;
  }

  /** @param answer called once, now or later; `ok` is false when the queue is closed and empty. */
  get(name: string, answer: (answer: { ok: boolean; value?: unknown }) => void): void {
    const channel = this.of(name);
    if (channel.items.length > 0) answer({ ok: true, value: channel.items.shift() });
    else if (channel.closed) answer({ ok: false });
    else channel.gets.push(answer);
  }

  close(name: string): void {
    const channel = this.of(name);
    channel.closed = true;
    for (const get of channel.gets.splice(0)) get({ ok: false });
  }

  private of(name: string): Channel {
    return getOrCreate(this.channels, name, () => ({ items: new PriorityQueue(), gets: [], closed: false }));
  }
}
