import { getOrCreate } from "@/lib/base/get-or-create";
import type { WireError } from "@/lib/protocol/wire-error";

export type Found =
  | { readonly ok: true; readonly value: unknown }
  /** Closed and empty, cancelled, or refused with an error. */
  | { readonly ok: false; readonly error?: WireError };

/** A body that asks for an item. */
export interface Get {
  /** The worker it runs in. */
  readonly owner: object;
  /** Unique among the owner's. */
  readonly req: number;
  readonly queue: string;
  readonly span: number;
  readonly task: string;
  /** Called once, now or later, unless the owner is gone before. */
  answer(found: Found): void;
}

interface Item {
  readonly value: unknown;
  /** Position in the order of puts. */
  readonly order: number;
}

/** A program's queue (`new Queue()`). */
interface Channel {
  readonly name: string;
  /** In the order of puts; those before `head` are gone. */
  readonly items: Item[];
  head: number;
  /** Items that came back from a body that was gone before it had them; they go first. */
  readonly returned: Item[];
  /** Bodies that wait, in order of arrival. */
  readonly gets: Set<Asking>;
  puts: number;
  closed: boolean;
}

interface Asking {
  readonly get: Get;
  readonly channel: Channel;
  /** The item that it was given and has not taken yet. */
  item?: Item;
}

/** Gets that wait, with their queue's name. */
export interface WaitingGet {
  readonly get: Get;
  readonly queue: string;
}

/**
 * The queues of a trial. An item belongs to a body once the body's runner has said that it was taken; until then it goes
 * back to the front of its queue if the body is gone.
 */
export class Queues {
  private readonly channels = new Map<string, Channel>();
  private readonly asking = new Map<object, Map<number, Asking>>();

  /** @returns false where the queue is closed */
  put(id: string, name: string | undefined, value: unknown): boolean {
    const channel = this.of(id, name);
    if (channel.closed) return false;
    this.give(channel, { value, order: channel.puts++ });
    return true;
  }

  get(get: Get, name: string | undefined): void {
    const channel = this.of(get.queue, name);
    const asking: Asking = { get, channel };
    const item = shift(channel);
    if (item) this.hand(asking, item);
    else if (channel.closed) get.answer({ ok: false });
    else {
      channel.gets.add(asking);
      this.remember(asking);
    }
  }

  close(id: string, name: string | undefined): void {
    const channel = this.of(id, name);
    channel.closed = true;
    for (const asking of [...channel.gets]) this.refuse(asking);
  }

  /** How many items nobody has been given. */
  size(id: string): number {
    const channel = this.channels.get(id);
    return channel ? channel.returned.length + channel.items.length - channel.head : 0;
  }

  /** Whether a body was given an item that it has not taken yet. */
  isGiven(owner: object, req: number): boolean {
    return this.asking.get(owner)?.get(req)?.item !== undefined;
  }

  /** The body has its item. */
  taken(owner: object, req: number): void {
    this.forget(owner, req);
  }

  /** The body no longer wants an item: one that it was given and has not taken goes back. */
  cancel(owner: object, req: number): void {
    const asking = this.asking.get(owner)?.get(req);
    if (!asking) return;
    if (asking.item) this.takeBack(asking);
    else this.refuse(asking);
  }

  /** The body lets go of what it waits for; an item that it was given is still its own. */
  leave(owner: object, req: number): void {
    const asking = this.asking.get(owner)?.get(req);
    if (asking && !asking.item) this.refuse(asking);
  }

  /** A worker is gone, with the bodies that waited in it. */
  gone(owner: object): void {
    const all = [...(this.asking.get(owner)?.values() ?? [])];
    this.asking.delete(owner);
    for (const asking of all) asking.channel.gets.delete(asking);
    for (const asking of all) if (asking.item) this.takeBack(asking);
  }

  /** The bodies that wait for an item. */
  *waiting(): Generator<WaitingGet> {
    for (const { gets, name } of this.channels.values())
      for (const { get } of gets) yield { get, queue: name };
  }

  /** Lets a body that waits fail. */
  fail({ get: { owner, req } }: WaitingGet, error: WireError): void {
    const asking = this.asking.get(owner)?.get(req);
    if (asking && !asking.item) this.refuse(asking, error);
  }

  private refuse(asking: Asking, error?: WireError): void {
    asking.channel.gets.delete(asking);
    this.forget(asking.get.owner, asking.get.req);
    asking.get.answer({ ok: false, error });
  }

  private give(channel: Channel, item: Item): void {
    for (const asking of channel.gets) {
      channel.gets.delete(asking);
      this.hand(asking, item);
      return;
    }
    channel.items.push(item);
  }

  private hand(asking: Asking, item: Item): void {
    asking.item = item;
    this.remember(asking);
    asking.get.answer({ ok: true, value: item.value });
  }

  private takeBack(asking: Asking): void {
    const { channel, item } = asking;
    if (!item) return;
    asking.item = undefined;
    this.forget(asking.get.owner, asking.get.req);
    if (channel.gets.size > 0) {
      this.give(channel, item);
      return;
    }
    const { returned } = channel;
    const at = returned.findIndex(({ order }) => order > item.order);
    returned.splice(at < 0 ? returned.length : at, 0, item);
  }

  private remember(asking: Asking): void {
    getOrCreate(this.asking, asking.get.owner, () => new Map()).set(asking.get.req, asking);
  }

  private forget(owner: object, req: number): void {
    const all = this.asking.get(owner);
    all?.delete(req);
    if (all?.size === 0) this.asking.delete(owner);
  }

  private of(id: string, name: string | undefined): Channel {
    return getOrCreate(this.channels, id, () => ({
      name: name ?? `queue ${this.channels.size + 1}`,
      items: [],
      head: 0,
      returned: [],
      gets: new Set(),
      puts: 0,
      closed: false,
    }));
  }
}

function shift(channel: Channel): Item | undefined {
  const back = channel.returned.shift();
  if (back) return back;
  const { items } = channel;
  const item = items[channel.head];
  if (!item) return undefined;
  channel.head++;
  if (channel.head === items.length || channel.head > 1024) {
    items.splice(0, channel.head);
    channel.head = 0;
  }
  return item;
}
