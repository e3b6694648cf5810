import { KINDS } from "@/lib/model/kind";
import { STATUSES } from "@/lib/model/status";
import { FLAG_INLINE, FLAG_SHARED_TIME, pack } from "@/lib/protocol/rows";
import { describe } from "../execute/describe";
import { contextOf, type Node } from "../execute/nodes";
import type { SpanContext } from "../execute/span-context";
import type { Thread } from "../execute/thread";

const TASK = KINDS.indexOf("task");
const SUCCEEDED = STATUSES.indexOf("succeeded");
const FAILED = STATUSES.indexOf("failed");
/** Numbers of a block: offset of its first item, items, and when they began and ended. */
const BLOCK = 4;

/** The items of a chunk, which Python runs in a loop of its own and tells of in blocks. */
export class PythonItems {
  private readonly id: number;
  private readonly node: Node;

  /**
   * @param span the chunk's @param first position of the first item in its map
   * @throws FanoutError past the bound of spans
   */
  constructor(
    private readonly thread: Thread,
    private readonly span: SpanContext,
    name: string,
    private readonly first: number,
    n: number,
  ) {
    this.id = thread.nextIds(n);
    this.node = { kind: "task", name, parent: span, ...span.identifyNode(0, name, 0) };
  }

  /** The span of one item. */
  at(offset: number): SpanContext {
    const ctx = contextOf(this.node, this.id + offset);
    ctx.index = this.first + offset;
    ctx.captured = true;
    return ctx;
  }

  /** @param blocks of items that have ended, times in ms since the trial's start @param error of the last item, if it failed */
  record(blocks: Float64Array, error?: Error | null): void {
    const last = blocks.length - BLOCK;
    for (let at = 0; at <= last; at += BLOCK) {
      const [offset = 0, size = 1, started = 0, ended = 0] = blocks.subarray(at, at + BLOCK);
      this.row(offset, size, started, ended, error && at === last ? FAILED : SUCCEEDED);
    }
    if (error && last >= 0) {
      const ctx = this.at(blocks[last] as number);
      describe(this.thread, ctx, () => [], { ok: false, error }, false);
    }
    this.thread.flushSoon();
  }

  private row(offset: number, size: number, started: number, ended: number, status: number): void {
    const { thread, span, node } = this;
    const flags = FLAG_INLINE | (size > 1 ? FLAG_SHARED_TIME : 0);
    thread.recorder.row(
      this.id + offset,
      span.span,
      size,
      thread.recorder.name(node.name),
      pack(TASK, status, flags, span.place.strategy),
      this.first + offset,
      1,
      thread.init.worker,
      started,
      started,
      started,
      started,
      ended,
      ended,
      0,
      0,
      0,
      0,
    );
  }
}
