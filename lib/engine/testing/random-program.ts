import fc from "fast-check";

/** Values are numbers below this, so that sums stay exact. */
const MODULUS = 1009;

type Step =
  | { readonly do: "call"; readonly target: number }
  | { readonly do: "both"; readonly left: number; readonly right: number }
  | {
      readonly do: "map";
      readonly target: number;
      readonly n: number;
      readonly concurrency: number;
      readonly ratio: number;
      readonly chunk: string;
      readonly strategy: string;
    }
  | { readonly do: "group"; readonly target: number }
  | { readonly do: "caught"; readonly target: number };

type Body =
  | {
      readonly kind: "task";
      readonly factor: number;
      readonly fails: number;
      readonly residue: number;
      readonly retries: number;
      readonly wait: number;
      readonly draws: boolean;
    }
  | {
      readonly kind: "dynamic" | "workflow" | "launchPlan";
      readonly steps: readonly Step[];
      readonly limit: number;
    };

const names = (index: number) => `node${index}`;

function stepText(step: Step, me: number, count: number): string {
  // Calls go to later definitions only: a program ends, and its depth is bounded by their number.
  const later = (target: number) => names(me + 1 + (target % (count - me - 1)));
  switch (step.do) {
    case "call":
      return `v = await ${later(step.target)}(v);`;
    case "both":
      return `{ const [a, b] = await Promise.all([${later(step.left)}(v), ${later(step.right)}((v + 1) % ${MODULUS})]); v = (a + b) % ${MODULUS}; }`;
    case "map": {
      const strategy = step.strategy ? `, strategy: "${step.strategy}"` : "";
      return `{ const xs = await map(${later(step.target)}, Array.from({ length: ${step.n} }, (_, i) => (v + i) % ${MODULUS}), { concurrency: ${step.concurrency}, minSuccessRatio: ${step.ratio}, chunkSize: ${step.chunk}${strategy} }); v = xs.reduce((sum, x, i) => (sum + (x ?? 7) * (i + 1)) % ${MODULUS}, 0); }`;
    }
    case "group":
      return `v = await group("around", async () => { const w = await ${later(step.target)}(v); return w; });`;
    case "caught":
      return `try { v = await ${later(step.target)}(v); } catch (error) { v = (v + String(error.message).length) % ${MODULUS}; }`;
  }
}

function bodyText(body: Body, me: number, count: number): string {
  const name = names(me);
  if (body.kind === "task") {
    const fail =
      body.fails > 0
        ? `if (x % 5 === ${body.residue} && context().attempt <= ${body.fails}) throw new Error("boom");`
        : "";
    const wait = body.wait > 0 ? `await sleep(${body.wait - 1});` : "";
    const draw = body.draws ? " + Math.floor(random() * 100)" : "";
    const head = body.wait > 0 ? "async (x) =>" : "(x) =>";
    return `const ${name} = task(${head} { ${fail} ${wait} return (x * ${body.factor} + 3${draw}) % ${MODULUS}; }, { name: "${name}", retries: ${body.retries} });`;
  }
  const steps = me + 1 < count ? body.steps.map((step) => stepText(step, me, count)).join(" ") : "";
  const fn = `async (v) => { ${steps} return v; }`;
  if (body.kind === "dynamic") return `const ${name} = dynamic(${fn}, { name: "${name}" });`;
  const limit = body.limit > 0 ? `, maxParallelism: ${body.limit}` : "";
  if (body.kind === "workflow") return `const ${name} = workflow(${fn}, { name: "${name}"${limit} });`;
  return `const ${name}w = workflow(${fn}, { name: "${name}w" }); const ${name} = launchPlan(${name}w, { name: "${name}"${limit} });`;
}

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("call" as const), target: fc.nat(9) }),
  fc.record({ do: fc.constant("both" as const), left: fc.nat(9), right: fc.nat(9) }),
  fc.record({
    do: fc.constant("map" as const),
    target: fc.nat(9),
    n: fc.integer({ min: 0, max: 7 }),
    concurrency: fc.nat(3),
    ratio: fc.constantFrom(1, 1, 0.5, 0),
    chunk: fc.constantFrom('"auto"', '"python"', "1", "3"),
    strategy: fc.constantFrom("", "", "", "", "sequential", "async", "dynamic", "pooled", "hybrid"),
  }),
  fc.record({ do: fc.constant("group" as const), target: fc.nat(9) }),
  fc.record({ do: fc.constant("caught" as const), target: fc.nat(9) }),
);

const body: fc.Arbitrary<Body> = fc.oneof(
  fc.record({
    kind: fc.constant("task" as const),
    factor: fc.integer({ min: 1, max: 30 }),
    fails: fc.constantFrom(0, 0, 1, 2, 9),
    residue: fc.nat(4),
    retries: fc.nat(2),
    wait: fc.nat(2),
    draws: fc.boolean(),
  }),
  fc.record({
    kind: fc.constantFrom("dynamic" as const, "workflow" as const, "launchPlan" as const),
    steps: fc.array(step, { minLength: 1, maxLength: 3 }),
    limit: fc.constantFrom(0, 0, 1, 2),
  }),
);

/** Sources of random programs: nesting of every kind, fan-outs with limits and partial success, failures with retries. */
export const randomProgram: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(step, { minLength: 1, maxLength: 3 }),
    fc.array(body, { minLength: 1, maxLength: 5 }),
    fc.constantFrom(0, 1, 3),
  )
  .map(([steps, bodies, limit]) => {
    const last: Body = { kind: "task", factor: 2, fails: 0, residue: 0, retries: 0, wait: 0, draws: false };
    const all = [...bodies, last];
    const lines = all.map((one, index) => bodyText(one, index, all.length)).reverse();
    const entry = steps.map((one) => stepText(one, -1, all.length)).join(" ");
    return `import { task, dynamic, workflow, launchPlan, map, group, sleep, context, random } from "fanout";
${lines.join("\n")}
export default workflow(async () => { let v = 1; ${entry} return v; }, { name: "entry", maxParallelism: ${limit > 0 ? limit : 25} });
`;
  });
