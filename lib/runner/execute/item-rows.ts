import { KINDS } from "@/lib/model/kind";
import { FLAG_CHUNK_HEAD, FLAG_INLINE, FLAG_ITEM, FLAG_SHARED_TIME, pack } from "@/lib/protocol/rows";
import { argsOf } from "./arguments";
import type { Result } from "./body";
import { describe } from "./describe";
import type { ItemResults } from "./item-results";
import type { ItemsPlan } from "./items-plan";
import type { SpanContext } from "./span-context";
import type { Thread } from "./thread";

/** Items of maps up to this long get previews of arguments and results. */
const PREVIEW_ITEMS = 200;

/** What a body, or a block of them, did in functions of ours, ms. */
interface Spent {
  readonly slept: number;
  readonly computed: number;
}
const NOTHING: Spent = { slept: 0, computed: 0 };

/** Records the spans of items: one row each, or one row for a block. */
export class ItemRows {
  private readonly name: number;
  private readonly kind: number;

  constructor(
    private readonly thread: Thread,
    private readonly plan: ItemsPlan,
    private readonly n: number,
    private readonly results: ItemResults,
  ) {
    this.name = thread.recorder.name(plan.place.name);
    this.kind = KINDS.indexOf(plan.place.kind);
  }

  private last:
    | {
        readonly status: number;
        readonly attempt: number;
        readonly started: number;
        readonly ended: number;
        readonly spent: Spent;
      }
    | undefined;

  /** A single inline call settles when its caller has its slot again, which may be later than its end. */
  settledAt(now: number): void {
    const { last } = this;
    if (last && this.plan.index < 0)
      this.record(0, 1, last.status, last.attempt, last.started, last.ended, 0, now, last.spent);
  }

  get previews(): boolean {
    return this.n <= PREVIEW_ITEMS && this.thread.recorder.wantsPreview;
  }

  describe(ctx: SpanContext, i: number, result: Result): void {
    describe(this.thread, ctx, () => argsOf(this.plan.payload, i), result, this.previews);
  }

  record(
    i: number,
    size: number,
    status: number,
    attempt: number,
    started: number,
    ended: number,
    extra = 0,
    settled = ended,
    spent = NOTHING,
  ): void {
    const { plan, thread } = this;
    const { crossing } = plan;
    const copied = attempt === plan.attempt && extra === 0 ? plan.copied : undefined;
    if (plan.index < 0 && extra === 0) this.last = { status, attempt, started, ended, spent };
    const single = plan.index < 0;
    const flags =
      extra |
      (crossing ? 0 : FLAG_INLINE) |
      (single ? 0 : FLAG_ITEM) |
      (size > 1 ? FLAG_SHARED_TIME : 0) |
      (i === 0 && !single && crossing ? FLAG_CHUNK_HEAD : 0);
    thread.recorder.row(
      plan.id + i,
      plan.parent,
      size,
      this.name,
      pack(this.kind, status, flags, plan.strategy),
      single ? -1 : plan.index + i,
      attempt,
      thread.init.worker,
      plan.issued,
      crossing?.dispatched ?? (copied ? copied.from + copied.ms * i : started),
      crossing?.received ?? (copied ? copied.from + copied.ms * (i + size) : started),
      started,
      ended,
      // The engine fills in when what crossed has settled.
      crossing ? Number.NaN : settled,
      crossing?.bytesIn ?? copied?.bytesIn ?? 0,
      this.results.lastBytes,
      spent.slept,
      spent.computed,
    );
  }
}
