import { packAlike } from "@/lib/base/alike";
import { MAX_CALLS_PER_MESSAGE } from "@/lib/model/limits";
import type { CallMessage } from "@/lib/protocol/calls";
import type { FromRunner } from "@/lib/protocol/from-runner";

interface Outgoing {
  readonly call: CallMessage;
  readonly failed: (error: unknown) => void;
}

/** Single calls that are made one right after the other: one message for all of them. */
export class OutgoingCalls {
  private waiting: Outgoing[] = [];

  constructor(private readonly post: (message: FromRunner) => void) {}

  /** @param failed called where it cannot be posted */
  add(call: CallMessage, failed: (error: unknown) => void): void {
    this.waiting.push({ call, failed });
    if (this.waiting.length === 1) void Promise.resolve().then(() => this.send());
    else if (this.waiting.length === MAX_CALLS_PER_MESSAGE) this.send();
  }

  send(): void {
    if (this.waiting.length === 0) return;
    const { waiting } = this;
    this.waiting = [];
    if (waiting.length > 1) {
      try {
        this.post({ type: "calls", calls: packAlike(waiting.map(({ call }) => call)) });
        return;
      } catch {
        // One of them cannot be cloned, and must not take the others with it.
      }
    }
    for (const { call, failed } of waiting) {
      try {
        this.post(call);
      } catch (error) {
        failed(error);
      }
    }
  }
}
