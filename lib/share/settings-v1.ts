import "@/lib/protocol/no-eval";
import * as z from "zod";

/**
 * Settings as links of version 1 carry them, each of which may be left out. Spelt out here instead of taken from
 * lib/protocol, because this has to read old links for ever, whatever becomes of today's settings.
 */
const wholeNumber = (least: number, most: number) =>
  z.int().min(least, `must be ${least} or more`).max(most, `must be ${most} or less`);

/** The first that is there more than once. */
const namedTwice = ({ input }: { readonly input?: unknown }): string => {
  const named: readonly unknown[] = Array.isArray(input) ? input : [];
  const twice = named.find((name, at) => named.indexOf(name) !== at);
  return `lists ${JSON.stringify(twice)} more than once`;
};

const strategy = z.enum(["sequential", "async", "dynamic", "pooled", "hybrid"]);

const standInBytes = wholeNumber(0, 33_554_432);

/** In place of tasks that need what a browser does not have. */
const standIns = z.strictObject({
  scale: z.number().min(1, "must be 1 or more").max(1_000_000, "must be 1,000,000 or less"),
  tasks: z
    .array(
      z.strictObject({
        task: z.string().min(1).max(300),
        ms: z.number().min(0, "must be 0 or more").max(604_800_000, "must be a week or less"),
        spread: z.number().min(0).max(1),
        does: z.enum(["waits", "computes"]),
        gives: z
          .discriminatedUnion("kind", [
            z.strictObject({ kind: z.literal("none") }),
            z.strictObject({ kind: z.literal("value"), text: z.string().max(10_000) }),
            z.strictObject({ kind: z.literal("data"), bytes: standInBytes }),
            z.strictObject({ kind: z.literal("list"), items: wholeNumber(0, 10_000), bytes: standInBytes }),
          ])
          .refine((gives) => gives.kind !== "list" || gives.items * gives.bytes <= 33_554_432, {
            error: "gives more than 32 MiB",
          }),
      }),
    )
    .max(200, "lists more than 200 tasks")
    .refine((tasks) => new Set(tasks.map(({ task }) => task)).size === tasks.length, {
      error: "lists a task more than once",
    }),
});

export const settingsV1 = z
  .strictObject({
    strategies: z
      .array(strategy)
      .min(1, "needs at least one strategy")
      .max(5, "lists a strategy twice")
      .refine((named) => new Set(named).size === named.length, { error: namedTwice }),
    workers: wholeNumber(1, 64),
    concurrency: wholeNumber(1, 64),
    maxParallelism: wholeNumber(1, 10_000),
    rounds: z.union([z.literal("auto"), wholeNumber(1, 31)], {
      error: 'must be "auto" or a whole number from 1 to 31',
    }),
    start: z.enum(["cold", "warm"]),
    chunk: z.union([z.literal("auto"), z.literal("python"), wholeNumber(1, 1_000_000)], {
      error: 'must be "auto", "python" or a whole number from 1 to 1,000,000',
    }),
    seed: wholeNumber(0, 0xffffffff),
    timeoutMs: wholeNumber(100, 3_600_000),
    timeBudgetMs: wholeNumber(0, 600_000),
    mode: z.literal("local", { error: 'can only be "local"' }),
    standIns,
  })
  .partial();

export type SettingsV1 = z.infer<typeof settingsV1>;

/** What a recorded report of version 1 leaves out of its settings. @param cores of the machine it was recorded on */
export function baseSettingsV1(cores: number): Required<Omit<SettingsV1, "mode" | "standIns">> {
  return {
    strategies: ["sequential", "dynamic", "pooled"],
    workers: Math.max(1, Math.min(8, cores)),
    concurrency: 1,
    maxParallelism: 25,
    rounds: "auto",
    start: "cold",
    chunk: "auto",
    seed: 1,
    timeoutMs: 120_000,
    timeBudgetMs: 3_000,
  };
}
