/** Tests whose cases are broken input: what `npm run fuzz` and `npm run test:slow` run many times. */
export const FUZZ = ["tests/fuzz", "lib/engine/hostile.test.ts", "lib/trace/builder/hostile.test.ts"];
