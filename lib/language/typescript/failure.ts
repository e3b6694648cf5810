import { MAX_DIAGNOSTICS } from "@/lib/model/limits";
import type { Lines } from "../lines";
import type { Diagnostic, SourcePosition } from "../program";

/** The program is wrong. Offsets are those of the source, from 0. */
export class ProgramFailure extends Error {
  constructor(
    message: string,
    readonly offset?: number,
  ) {
    super(message);
  }
}

/** Collects what is wrong, so that one compile names all of it. */
export class Diagnostics {
  private readonly found = new Map<string, { readonly message: string; readonly offset: number }>();

  constructor(private readonly lines: Lines) {}

  /** @param offset in the source */
  add(message: string, offset: number): void {
    this.found.set(`${offset} ${message}`, { message, offset });
  }

  place(offset: number): SourcePosition {
    return this.lines.place(offset);
  }

  /** @returns in the order of the source; empty if all is well */
  list(): Diagnostic[] {
    return [...this.found.values()]
      .sort((a, b) => a.offset - b.offset)
      .slice(0, MAX_DIAGNOSTICS)
      .map(({ message, offset }) => ({ message, ...this.lines.place(offset) }));
  }
}
