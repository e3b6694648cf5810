import { TRACE_MAX_LANES } from "@/lib/model/limits";
import type { Lane } from "@/lib/protocol/rows";

/** The newest state of each lane. A lane that had a call before it was reported ready counts as ready at that call. */
export class LaneList {
  private readonly lanes = new Map<number, Lane>();
  private sorted: readonly Lane[] | undefined;
  /** When each lane had its first call. Rows of a lane are usually adjacent, so the last one looked up is kept. */
  private readonly first = new Map<number, number>();
  private lastLane = -1;
  private lastFirst = Number.NEGATIVE_INFINITY;

  set(lane: Lane): void {
    if (this.lanes.size >= TRACE_MAX_LANES && !this.lanes.has(lane.lane)) return;
    this.lanes.set(lane.lane, lane);
    this.sorted = undefined;
  }

  /** @param received ms at which the lane had a call; NaN is ignored */
  received(lane: number, received: number): void {
    if (lane !== this.lastLane) {
      this.lastLane = lane;
      this.lastFirst = this.first.get(lane) ?? Number.POSITIVE_INFINITY;
    }
    if (!(received < this.lastFirst) || lane < 0) return;
    this.lastFirst = received;
    this.first.set(lane, received);
    this.sorted = undefined;
  }

  /** By number; the same array until something changes. */
  list(): readonly Lane[] {
    this.sorted ??= [...this.lanes.values()]
      .sort((a, b) => a.lane - b.lane)
      .map((lane) => {
        const first = this.first.get(lane.lane);
        return first === undefined || lane.ready <= first
          ? lane
          : { ...lane, ready: Math.max(lane.requested, first) };
      });
    return this.sorted;
  }
}
