import type { StrategyName } from "./strategy";

/**
 * The same fan-out (`work` over `items`, then `merge`) written by hand, as short as is usual in the system that the
 * strategy models. In Fanout the program is the same for all.
 */
interface Pattern {
  readonly strategy: StrategyName;
  readonly system: string;
  readonly code: string;
}

export const PATTERNS: readonly Pattern[] = [
  {
    strategy: "sequential",
    system: "Python",
    code: `
results = [work(item) for item in items]
merge(results)`,
  },
  {
    strategy: "async",
    system: "Python, asyncio",
    code: `
async def run():
    return await asyncio.gather(*(work(item) for item in items))
results = asyncio.run(run())
merge(results)`,
  },
  {
    strategy: "dynamic",
    system: "Dagster, dynamic outputs",
    code: `
@op(out=DynamicOut())
def load():
    for key, item in items:
        yield DynamicOutput(item, mapping_key=key)
@op
def piece(item):
    return work(item)
@op
def collect(results):
    return merge(results)
@job
def pipeline():
    collect(load().map(piece).collect())`,
  },
  {
    strategy: "pooled",
    system: "Python, multiprocessing",
    code: `
if __name__ == "__main__":
    with Pool() as pool:
        results = pool.map(work, items)
    merge(results)`,
  },
  {
    strategy: "hybrid",
    system: "Dagster, one event loop inside dynamic outputs",
    code: `
@op(out=DynamicOut())
def load():
    for key, chunk in chunks:
        yield DynamicOutput(chunk, mapping_key=key)
@op
def piece(chunk):
    async def run():
        return await asyncio.gather(*(work(item) for item in chunk))
    return asyncio.run(run())
@op
def collect(results):
    return merge(chain.from_iterable(results))
@job
def pipeline():
    collect(load().map(piece).collect())`,
  },
];

/** Lines of a pattern's code without blank ones. */
export function linesOf(strategy: StrategyName): number {
  const pattern = PATTERNS.find((known) => known.strategy === strategy);
  return pattern === undefined ? 0 : pattern.code.split("\n").filter((line) => line.trim() !== "").length;
}
