import type { Scope } from "@/lib/protocol/calls";
import type { Thread } from "./thread";

/** Limits that the program declares: they hold for the whole of their workflow, whatever strategies run inside. */
export const declared = (scopes: readonly Scope[]): readonly Scope[] =>
  scopes.every(({ soft }) => soft) ? NONE : scopes.filter(({ soft }) => !soft);

const NONE: readonly Scope[] = [];

/** Asks the coordinator for a place under limits that it counts. */
export async function takePlaces(
  thread: Thread,
  scopes: readonly Scope[],
  depth: number,
  resumes: boolean,
): Promise<void> {
  const req = thread.nextRequest();
  await thread.ask(`granted ${req}`, { type: "take", req, scopes, depth, resumes });
}

/**
 * The places under declared limits that a chunk has. While its body waits for calls in its own thread, these may have them: as with
 * calls that run elsewhere.
 */
export class ChunkPlaces {
  private waits = 0;

  constructor(
    private readonly thread: Thread,
    private readonly chunk: number,
  ) {}

  suspend(): void {
    if (this.waits++ === 0) this.thread.post({ type: "lend", chunk: this.chunk });
  }

  resume(): Promise<unknown> | undefined {
    if (--this.waits > 0) return undefined;
    const req = this.thread.nextRequest();
    return this.thread.ask(`granted ${req}`, { type: "recover", req, chunk: this.chunk });
  }
}
