import { HELPERS } from "./helpers";
import {
  type Body,
  type Definition,
  type Expression,
  isFormOf,
  isTask,
  type MapOptions,
  type RandomProgram,
  type Step,
  type TaskDefinition,
  targetOf,
} from "./program";
import { Scope } from "./scope";
import { cloneableText, thrownText, valueText } from "./values";

export interface RenderOptions {
  /** Whether drawn numbers are part of the results. */
  readonly draws: boolean;
  /** More retries of each task: a worker may die under it. */
  readonly moreRetries: number;
  /** Whether the errors that are caught are part of the results. */
  readonly readsErrors: boolean;
}

const SDK =
  "context, dynamic, environment, group, launchPlan, map, mapUnordered, NonRecoverable, Process, Queue, random, sleep, starmap, task, traced, workflow";

const QUEUE_TASKS = `const taker = task(async (q) => { const all = []; for await (const item of q) all.push(show(item)); return all; }, { name: "taker" });
const filler = task(async (q, items) => { for (const item of items) { const put = q.put(item); touch(item, 9); await put; } await q.close(); }, { name: "filler" });`;

const nameOf = (index: number) => `node${index}`;

/** Writes one body. */
class BodyText {
  private names = 0;
  /** Chains of one body draw in the order of time: who gets which number is open. */
  private isInChain = false;

  constructor(
    private readonly program: RandomProgram,
    private readonly me: number,
    private readonly readsAttempts: boolean,
    private readonly options: RenderOptions,
  ) {}

  private next(): string {
    return `r${this.names++}`;
  }

  expression(expression: Expression, scope: Scope<string>): string {
    switch (expression.is) {
      case "value":
        return valueText(expression.which);
      case "earlier":
        return scope.at(expression.which);
      case "input":
        return this.me < 0 ? `inputs.list[${expression.which % 3}]` : scope.at(expression.which);
      case "list":
        return `[${expression.parts.map((part) => this.expression(part, scope)).join(", ")}]`;
    }
  }

  body({ steps, result }: Body, scope: Scope<string>): string {
    const text = steps.map((step) => this.step(step, scope)).join("\n  ");
    return `${text}\n  return ${this.expression(result, scope)};`;
  }

  private step(step: Step, scope: Scope<string>): string {
    switch (step.do) {
      case "touch": {
        const touched = scope.toTouch(step.which);
        return touched === undefined ? ";" : `touch(${touched}, ${step.by});`;
      }
      case "sleep":
        return `await sleep(${step.ms});`;
      case "throw": {
        const attempts = this.readsAttempts ? ` && context().attempt <= ${step.attempts}` : "";
        return `if (num(${scope.at(0)}) % 4 === ${step.residue}${attempts}) throw ${thrownText(step.what)};`;
      }
      case "catch":
        return this.caught(step, scope);
    }
    const text = this.valued(step, scope);
    const name = this.next();
    scope.add(name, step.do !== "group" && step.do !== "chains");
    return `const ${name} = ${text};`;
  }

  private caught({ step, reads }: Extract<Step, { do: "catch" }>, scope: Scope<string>): string {
    const name = this.next();
    const inner = scope.inner(false);
    const text = this.step(step, inner);
    scope.add(name, false);
    return `let ${name}; try { ${text} ${name} = ${inner.last()}; } catch (e) { ${name} = ${reads && this.options.readsErrors ? "fault(e)" : '"caught"'}; }`;
  }

  private valued(step: Step, scope: Scope<string>): string {
    switch (step.do) {
      case "draw":
        return this.isInChain ? "(draw(), 0)" : "draw()";
      case "traced":
        return `await kept(${step.n})`;
      case "call":
        return this.call(step, scope);
      case "map":
        return this.map(step, scope);
      case "chains":
        return `await Promise.all([${step.chains.map((chain) => `(async () => { ${this.chain(chain, scope)} })()`).join(", ")}])`;
      case "race": {
        const argument = this.expression(step.argument, scope);
        const calls = step.targets.map((target) => this.callOf(this.target(target), argument));
        return `await Promise.race([${calls.join(", ")}]).then(() => 0)`;
      }
      case "group": {
        const inner = new BodyText(this.program, this.me, false, this.options);
        inner.names = this.names + 100;
        return `await group("around", async () => { ${inner.body(step, scope.inner(false))} })`;
      }
      case "queue": {
        const items = `[${step.items.map(cloneableText).join(", ")}]`;
        if (step.takers === 0)
          return `await (async () => { const q = new Queue(); const all = []; for (const item of ${items}) { await q.put(item); touch(item, 9); } await q.close(); for await (const item of q) all.push(item); return all; })()`;
        const takers = Array(step.takers).fill("taker(q)").join(", ");
        return `await (async () => { const q = new Queue(); const all = await Promise.all([${takers}, filler(q, ${items})]); return all.flatMap((one) => one ?? []).sort(); })()`;
      }
      default:
        return "0";
    }
  }

  private chain(steps: readonly Step[], outer: Scope<string>): string {
    const scope = outer.inner(true);
    const { isInChain } = this;
    this.isInChain = true;
    const text = steps.map((step) => this.step(step, scope)).join(" ");
    this.isInChain = isInChain;
    return `${text} return ${scope.last()};`;
  }

  private target(target: number): { readonly name: string; readonly definition: Definition } {
    const index = targetOf(this.program, this.me, target);
    return { name: nameOf(index), definition: this.program.definitions[index] as Definition };
  }

  private callOf({ name, definition }: ReturnType<BodyText["target"]>, argument: string): string {
    return `${name}(${isTask(definition) ? argument : `{ value: ${argument} }`})`;
  }

  private call({ target, argument, how }: Extract<Step, { do: "call" }>, scope: Scope<string>): string {
    const called = this.target(target);
    const text = this.expression(argument, scope);
    if (how === "late")
      return `await (() => { const a = { list: [1], inner: ${text} }; const p = ${this.callOf(called, "a")}; touch(a, 5); return p; })()`;
    if (how === "cached" && called.definition.kind === "launchPlan" && !this.options.draws)
      return `await ${called.name}.withOverrides({ cache: true })({ value: ${text} })`;
    if (how === "process" && isFormOf(called.definition, how))
      return `await (async () => { const p = new Process(${called.name}, ${text}); await p.start(); return p.join(); })()`;
    return `await ${this.callOf(called, text)}`;
  }

  private map({ target, items, form, options }: Extract<Step, { do: "map" }>, scope: Scope<string>): string {
    const { name, definition } = this.target(target);
    const texts = items.map((item) => this.expression(item, scope));
    if (form === "starmap" && isTask(definition)) {
      const tuples = texts.map((text, i) => `[${text}, ${i % 2 === 0 ? text : i}]`);
      return `await starmap(${name}, [${tuples.join(", ")}], ${optionsText(options)})`;
    }
    const wrapped = form === "late" ? texts.map((text) => `{ list: [1], inner: ${text} }`) : texts;
    const list = wrapped.map((text) => (isTask(definition) ? text : `{ value: ${text} }`)).join(", ");
    if (form === "late")
      return `await (() => { const a = [${list}]; const p = map(${name}, a, ${optionsText(options)}); for (const item of a) touch(item, 5); a.reverse(); a.push(1); return p; })()`;
    const call = `(${name}, [${list}], ${optionsText(options)})`;
    if (form === "unordered") return `await collect(mapUnordered${call})`;
    if (form === "unordered twice")
      return `await (async () => { const it = mapUnordered${call}; return Promise.all([collect(it), collect(it)]); })()`;
    if (form === "unordered break")
      return `await (async () => { for await (const _ of mapUnordered${call}) break; return 0; })()`;
    return `await map${call}`;
  }
}

function optionsText({ concurrency, minSuccessRatio, chunkSize, strategy, isKeyed }: MapOptions): string {
  const texts = [
    concurrency > 0 && `concurrency: ${concurrency}`,
    minSuccessRatio < 1 && `minSuccessRatio: ${minSuccessRatio}`,
    chunkSize !== "" && `chunkSize: ${chunkSize}`,
    strategy !== "" && `strategy: "${strategy}"`,
    isKeyed && 'key: (_, i) => "k" + (i % 3)',
  ];
  return `{ ${texts.filter(Boolean).join(", ")} }`;
}

function taskText(program: RandomProgram, me: number, task: TaskDefinition, render: RenderOptions): string {
  const text = new BodyText(program, me, true, render).body(task, Scope.of(["x", "y"]));
  const retries = task.retries + render.moreRetries;
  const options = [
    `name: "${nameOf(me)}"`,
    retries > 0 && `retries: { maxRetries: ${retries}, delayMs: ${task.delayMs} }`,
    task.timeout !== undefined && `timeout: ${task.timeout}`,
    task.cache && "cache: true",
  ];
  const make = task.kind === "task" && task.environment ? "pool.task" : task.kind;
  return `const ${nameOf(me)} = ${make}(${task.isAsync ? "async " : ""}(x, y) => {\n  ${text}\n}, { ${options.filter(Boolean).join(", ")} });`;
}

function definitionText(program: RandomProgram, me: number, render: RenderOptions): string {
  const definition = program.definitions[me] as Definition;
  if (isTask(definition)) return taskText(program, me, definition, render);
  const name = nameOf(me);
  const text = new BodyText(program, me, false, render).body(definition, Scope.of(["x"]));
  const isPlan = definition.kind === "launchPlan";
  const options = [
    definition.limit > 0 && `maxParallelism: ${definition.limit}`,
    definition.finishRunnable && 'failurePolicy: "finishRunnable"',
  ];
  const own = [`name: "${name}${isPlan ? "w" : ""}"`, ...options].filter(Boolean).join(", ");
  const workflow = `workflow(async ({ value: x }) => {\n  ${text}\n}, { ${own} })`;
  if (!isPlan) return `const ${name} = ${workflow};`;
  return `const ${name}w = ${workflow};\nconst ${name} = launchPlan(${name}w, { name: "${name}" });`;
}

/** The program's text. */
export function render(program: RandomProgram, options: RenderOptions): string {
  const definitions = program.definitions.map((_, i) => definitionText(program, i, options)).reverse();
  const { entry } = program;
  const text = new BodyText(program, -1, false, options).body(entry, Scope.of(["inputs.list[0]"]));
  const limit = entry.limit > 0 ? `, maxParallelism: ${entry.limit}` : "";
  const policy = entry.finishRunnable ? ', failurePolicy: "finishRunnable"' : "";
  return `import { ${SDK} } from "fanout";
${HELPERS}
const draw = () => ${options.draws ? "Math.floor(random() * 1000)" : "{ random(); return 0; }"};
const collect = async (results) => { const all = []; for await (const { index, value } of results) all[index] = value; return all; };
const kept = traced(async (n) => { await sleep(n % 3); return { n, list: [draw()] }; }, { name: "kept" });
const pool = environment({ name: "pool" });
const check = task((isBroken) => { if (isBroken) throw new Error("broken"); }, { name: "check", retries: ${options.moreRetries} });
${QUEUE_TASKS}
${definitions.join("\n")}
const all = async (inputs) => {
  ${text}
};
export default workflow(async (inputs) => { const result = show(await all(inputs)); await check(inputs.isBroken); return result; }, { name: "entry", inputs: { isBroken: false, list: [1, 2, 3] }${limit}${policy} });
`;
}
