/** What is wrong with the squares of 0 … n − 1, if anything. Checks every one. */
export function wrongSquares(results: readonly unknown[], n: number): string | undefined {
  if (results.length !== n) return `${results.length} results for ${n} numbers`;
  for (let i = 0; i < n; i++) if (results[i] !== i * i) return `${String(results[i])} in place ${i}`;
  return undefined;
}
