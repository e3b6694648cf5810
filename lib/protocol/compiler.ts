/** Called by the page through Comlink; `workers/compiler.ts` exposes it. Both are our own code: nothing is checked. */
export interface CompilerApi<Result> {
  compile(source: string): Result | Promise<Result>;
}
