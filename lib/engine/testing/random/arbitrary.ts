import fc from "fast-check";
import type { Body, Definition, Expression, MapOptions, PlainStep, RandomProgram, Step } from "./program";
import { NUMBERS } from "./values";

const which = fc.nat(999);

const simple: fc.Arbitrary<Expression> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ is: fc.constant("value" as const), which }) },
  { weight: 3, arbitrary: fc.record({ is: fc.constant("earlier" as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant("input" as const), which: fc.nat(2) }) },
);
/** Numbers travel in another form. */
const number: fc.Arbitrary<Expression> = fc.record({
  is: fc.constant("value" as const),
  which: fc.nat(NUMBERS - 1),
});
const expression: fc.Arbitrary<Expression> = fc.oneof(
  { weight: 5, arbitrary: simple },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant("list" as const),
      parts: fc.array(simple, { minLength: 1, maxLength: 3 }),
    }),
  },
);

const touch = fc.record({
  do: fc.constant("touch" as const),
  which: fc.nat(9),
  by: fc.integer({ min: 1, max: 3 }),
});
const draw = fc.record({ do: fc.constant("draw" as const) });
const thrown = fc.record({
  do: fc.constant("throw" as const),
  what: fc.nat(99),
  residue: fc.nat(3),
  attempts: fc.constantFrom(1, 1, 2, 99),
});
const sleep = fc.record({ do: fc.constant("sleep" as const), ms: fc.constantFrom(0, 1, 2, 3, 3, 40) });
const traced = fc.record({ do: fc.constant("traced" as const), n: fc.nat(3) });
const synchronous: fc.Arbitrary<PlainStep> = fc.oneof(touch, draw, thrown);
const plain: fc.Arbitrary<PlainStep> = fc.oneof(touch, draw, thrown, sleep, traced);

const options: fc.Arbitrary<MapOptions> = fc.record({
  concurrency: fc.nat(3),
  minSuccessRatio: fc.constantFrom(1, 1, 0.5, 0),
  chunkSize: fc.constantFrom("", '"auto"', '"python"', "1", "3"),
  strategy: fc.constantFrom("", "", "", "", "sequential", "async", "dynamic", "pooled", "hybrid"),
  isKeyed: fc.boolean(),
});

const { step } = fc.letrec<{ step: Step }>((tie) => {
  const steps = (maxLength: number) => fc.array(tie("step"), { minLength: 1, maxLength });
  const call = fc.record({
    do: fc.constant("call" as const),
    target: fc.nat(9),
    argument: expression,
    how: fc.constantFrom(
      "await" as const,
      "await" as const,
      "late" as const,
      "process" as const,
      "cached" as const,
    ),
  });
  const map = fc.record({
    do: fc.constant("map" as const),
    target: fc.nat(9),
    items: fc.oneof(
      { weight: 3, arbitrary: fc.array(expression, { maxLength: 6 }) },
      { weight: 1, arbitrary: fc.array(number, { maxLength: 9 }) },
    ),
    form: fc.constantFrom(
      "map" as const,
      "map" as const,
      "late" as const,
      "starmap" as const,
      "unordered" as const,
      "unordered twice" as const,
      "unordered break" as const,
    ),
    options,
  });
  return {
    step: fc.oneof(
      { maxDepth: 3, depthIdentifier: "step" },
      { weight: 3, arbitrary: plain },
      { weight: 5, arbitrary: call },
      { weight: 4, arbitrary: map },
      {
        weight: 1,
        arbitrary: fc.record({
          do: fc.constant("race" as const),
          targets: fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }),
          argument: expression,
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          do: fc.constant("queue" as const),
          items: fc.array(which, { maxLength: 5 }),
          takers: fc.nat(2),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constant("chains" as const),
          chains: fc.array(steps(3), { minLength: 1, maxLength: 3 }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ do: fc.constant("group" as const), steps: steps(2), result: expression }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ do: fc.constant("catch" as const), step: tie("step"), reads: fc.boolean() }),
      },
    ),
  };
});

const body = (one: fc.Arbitrary<Step>, maxLength: number) => ({
  steps: fc.array(one, { minLength: 0, maxLength }),
  result: expression,
});

const ofTask = {
  retries: fc.nat(2),
  delayMs: fc.constantFrom(0, 5),
  cache: fc.constantFrom(false, false, false, true),
  environment: fc.constantFrom(false, false, false, true),
};
const LONG = [undefined, undefined, 2 ** 31, Number.POSITIVE_INFINITY];

const synchronousTask = fc.record({
  kind: fc.constant("task" as const),
  isAsync: fc.constant(false),
  timeout: fc.constantFrom(...LONG),
  ...ofTask,
  ...body(synchronous, 3),
});
/** Short sleeps of three steps are far below the short timeout, a long one far above. */
const asynchronousTask = fc.record({
  kind: fc.constant("task" as const),
  isAsync: fc.constant(true),
  timeout: fc.constantFrom(20, ...LONG),
  ...ofTask,
  ...body(plain, 3),
});
const dynamic = fc.record({
  kind: fc.constant("dynamic" as const),
  isAsync: fc.constant(true),
  timeout: fc.constantFrom(...LONG),
  ...ofTask,
  cache: fc.constant(false),
  ...body(step, 3),
});
/** It is past its timeout before it calls anything. */
const lateDynamic = dynamic.map((made) => ({
  ...made,
  timeout: 20,
  steps: [{ do: "sleep", ms: 40 } as const, ...made.steps],
}));
const workflow = fc.record({
  kind: fc.constantFrom("workflow" as const, "launchPlan" as const),
  limit: fc.constantFrom(0, 0, 1, 2),
  finishRunnable: fc.boolean(),
  ...body(step, 3),
});

/** A cached task gives the same to whoever calls first: it draws nothing. */
const withoutDraws = (made: Definition): Definition =>
  "cache" in made && made.cache
    ? { ...made, steps: made.steps.filter((one) => one.do !== "draw" && one.do !== "traced") }
    : made;

const last: Definition = {
  kind: "task",
  isAsync: false,
  retries: 0,
  delayMs: 0,
  timeout: undefined,
  cache: false,
  environment: false,
  steps: [{ do: "touch", which: 0, by: 1 }],
  result: { is: "earlier", which: 0 },
};

const definition = fc
  .oneof(
    { weight: 3, arbitrary: synchronousTask },
    { weight: 5, arbitrary: asynchronousTask },
    { weight: 5, arbitrary: dynamic },
    { weight: 1, arbitrary: lateDynamic },
    { weight: 4, arbitrary: workflow },
  )
  .map((made) => withoutDraws(made as Definition));

const anyProgram: fc.Arbitrary<RandomProgram> = fc
  .record({
    definitions: fc.array(definition, { maxLength: 5 }),
    entry: fc.record({
      ...body(step, 4),
      limit: fc.constantFrom(0, 0, 1, 3),
      finishRunnable: fc.boolean(),
    } as unknown as { [K in keyof RandomProgram["entry"]]: fc.Arbitrary<RandomProgram["entry"][K]> }),
  })
  .map(({ definitions, entry }) => ({ definitions: [...definitions, last], entry: withResults(entry) }));

/** The entry's output shows all that its steps gave. */
function withResults(entry: RandomProgram["entry"]): RandomProgram["entry"] {
  const parts = Array.from({ length: 5 }, (_, i) => ({ is: "earlier", which: i }) as const);
  return { ...entry, result: { is: "list", parts } satisfies Body["result"] };
}

export const randomProgram = anyProgram;
