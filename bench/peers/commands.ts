/** What a page asks of a caller, through the document of its sandbox. */
export type Command =
  | { readonly do: "items"; readonly n: number }
  | { readonly do: "chunks" | "lists"; readonly n: number; readonly chunks: number }
  /** `calls` one after the other; the time of one is their share. */
  | { readonly do: "call" | "relay"; readonly calls: number }
  | { readonly do: "pull"; readonly units: readonly number[] }
  | { readonly do: "sleeps"; readonly times: number; readonly ms: number };

export interface Repeats {
  /** Thrown away. */
  readonly warmUps: number;
  readonly times: number;
}

/** From the page to the document. */
export type ToFrame =
  | { readonly id: number; readonly type: "open"; readonly peer: string; readonly size: number }
  | {
      readonly id: number;
      readonly type: "measure";
      readonly peer: string;
      readonly command: Command;
      readonly repeats: Repeats;
    }
  | { readonly id: number; readonly type: "close"; readonly peer: string }
  /** Starts bare workers one after the other, each from a script as long as a runner's, and waits for an answer of each. */
  | { readonly id: number; readonly type: "spawn"; readonly repeats: Repeats };

/** ms of each repeat that counts. */
export type FrameAnswer =
  | { readonly id: number; readonly times: readonly number[] }
  | { readonly id: number; readonly error: string };

/** From the document to a caller. */
export type ToCaller =
  | {
      readonly type: "open";
      readonly size: number;
      readonly workerUrl: string;
      readonly ports: readonly MessagePort[];
    }
  | { readonly type: "measure"; readonly command: Command; readonly repeats: Repeats };
