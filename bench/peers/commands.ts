import type { Opening } from "./peer";

/** What a page asks of a caller, through the document of its sandbox. */
export type Command =
  | { readonly do: "items"; readonly n: number }
  | { readonly do: "chunks" | "lists"; readonly n: number; readonly chunks: number }
  /** `calls` one after the other; the time of one is their share. */
  | { readonly do: "call" | "relay"; readonly calls: number }
  | { readonly do: "pull"; readonly units: readonly number[] }
  | { readonly do: "work"; readonly units: readonly number[]; readonly chunks: number }
  /** So many buffers, there and back. */
  | { readonly do: "bytes"; readonly items: number; readonly bytes: number }
  | { readonly do: "sleeps"; readonly times: number; readonly ms: number };

export interface Repeats {
  /** Thrown away. */
  readonly warmUps: number;
  readonly times: number;
}

/** A caller, as the document sees it. */
export interface Caller {
  open(given: Opening): Promise<void>;
  /** @returns ms of each repeat that counts */
  measure(command: Command, repeats: Repeats): Promise<readonly number[]>;
}

/** The document, as the page sees it. */
export interface Frame {
  open(peer: string, size: number): Promise<void>;
  measure(peer: string, command: Command, repeats: Repeats): Promise<readonly number[]>;
  close(peer: string): void;
  /** Starts so many bare workers at once, each from a script as long as a runner's, and waits for an answer of each; again and again. */
  spawn(repeats: Repeats, together?: number): Promise<readonly number[]>;
}
