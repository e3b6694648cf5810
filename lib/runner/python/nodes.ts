import { contextOf, type Node, runNode } from "../execute/nodes";
import type { SpanContext } from "../execute/span-context";
import { requireSpan, type Thread } from "../execute/thread";
import type { CallerSpan } from "../host/host-api";

/** A node that Python begins and ends by itself: a pool, an executor, a thread, a task of asyncio. */
interface OpenNode {
  readonly span: SpanContext;
  /** It ends once what was begun in it has: a pool outlives the thread that made it. @param error with which it failed */
  end(error?: Error): void;
}

interface Entry extends OpenNode {
  /** It ends now, with what was begun in it. */
  close(): void;
  insideEnded(): void;
}

/** Nodes that have not ended, by the span that they were begun in. */
const openIn = new WeakMap<SpanContext, Set<Entry>>();
const entries = new WeakMap<SpanContext, Entry>();

/** @throws FanoutError outside of a run */
export function openNode(thread: Thread, span: CallerSpan, kind: "group" | "trace", name: string): OpenNode {
  const parent = requireSpan(thread, span, name);
  const node: Node = { kind, name, parent, ...parent.identifyNode(0, `${kind} ${name}`, 0) };
  const ctx = contextOf(node, thread.nextIds(1));
  ctx.captured = true;
  let settle = (_?: Error): void => undefined;
  const body = () =>
    new Promise<void>((resolve, reject) => {
      settle = (error) => (error ? reject(error) : resolve());
    });
  const settled = runNode(thread, node, ctx, body, []);
  settled.catch(() => undefined);
  parent.add({ settled, cancel: () => ctx.cancel() });
  const nodes = openIn.get(parent) ?? new Set<Entry>();
  openIn.set(parent, nodes);
  let over: { readonly error: Error | undefined } | undefined;
  const entry: Entry = {
    span: ctx,
    end(error) {
      over = { error: error instanceof Error ? error : undefined };
      entry.insideEnded();
    },
    insideEnded() {
      if (over && !openIn.get(ctx)?.size) entry.close();
    },
    close() {
      if (!nodes.delete(entry)) return;
      endNodes(ctx);
      settle(over?.error);
      entries.get(parent)?.insideEnded();
    },
  };
  nodes.add(entry);
  entries.set(ctx, entry);
  return entry;
}

/** A body is over, and with it what it has begun and not ended. */
export function endNodes(span: SpanContext): void {
  for (const node of [...(openIn.get(span) ?? [])]) node.close();
}
