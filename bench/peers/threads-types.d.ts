// The package's types are not named in its `exports`, so TypeScript does not find them. These are the ones that we use.
declare module "threads" {
  interface TransferDescriptor<T> {
    readonly send: T;
  }
  export function Transfer<T>(payload: T, transferables: readonly Transferable[]): TransferDescriptor<T>;

  type Sent<T> = T extends TransferDescriptor<infer Payload> ? Payload : T;
  /** Functions that a worker exposes, as its caller sees them. */
  type Remote<Api> = {
    readonly [Name in keyof Api]: Api[Name] extends (argument: infer Argument) => infer Result
      ? (argument: Argument | TransferDescriptor<Argument>) => Promise<Sent<Result>>
      : never;
  };

  export class Worker {
    constructor(url: string, options: { readonly CORSWorkaround: boolean });
  }
  export function spawn<Api>(worker: Worker): Promise<Remote<Api>>;

  export interface Pool<Spawned> {
    queue<Result>(task: (worker: Spawned) => Promise<Result>): PromiseLike<Result>;
  }
  export function Pool<Spawned>(spawn: () => Promise<Spawned>, size: number): Pool<Spawned>;
}

declare module "threads/worker" {
  export { Transfer } from "threads";
  export function expose(api: Readonly<Record<string, (argument: never) => unknown>>): void;
}
