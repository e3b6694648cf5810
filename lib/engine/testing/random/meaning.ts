import type { Kind } from "@/lib/model/kind";
import { copyOf, Uncloneable } from "./copy";
import { helpers } from "./helpers";
import { stepsIn } from "./parts";
import {
  type Body,
  type Definition,
  type Expression,
  isFormOf,
  isTask,
  type RandomProgram,
  type Step,
  type TaskDefinition,
  targetOf,
  type WorkflowDefinition,
} from "./program";
import { Scope } from "./scope";
import type { MeantSpan } from "./tree";
import { cloneableText, thrownText, valueText } from "./values";

/** The rules do not say what comes of it. */
export class Open extends Error {}
/** It would run for too long. */
export class TooLong extends Error {}

/** Something was thrown: one of these, where more than one call failed in parallel. */
class Failure {
  constructor(readonly thrown: readonly unknown[]) {}
}

/** Stands for the error of an attempt past its timeout. */
class TimedOut {}
/** Stands for the error of a value that cannot be sent. */
class Refused {
  constructor(readonly path: string) {}
}
const failureOf = (paths: readonly string[]) => new Failure(paths.map((path) => new Refused(path)));
/** A worker died under the last attempt. */
class Died {}
const DIED = "killed by the test";

export interface World {
  /** The inputs' list. */
  readonly list: readonly unknown[];
  readonly moreRetries: number;
  /** Workers may die: any call that fails may fail for that. */
  readonly mayDie: boolean;
  readonly readsErrors: boolean;
}

export type Outcome = (
  | { readonly ok: true; readonly output: string }
  /** What is shown of the error: one of these. */
  | { readonly ok: false; readonly messages: readonly string[] }
) & {
  /** All spans; undefined where a failure skips what has not started, and the rules leave open what has. */
  readonly tree: MeantSpan | undefined;
};

const spanOf = (kind: Kind, name: string, index: number): MeantSpan => ({
  kind,
  name,
  index,
  status: "succeeded",
  attempts: 1,
  children: [],
});

const MAX_BODIES = 150;
const isNever = (thrown: unknown) => thrown instanceof Error && thrown.name === "NonRecoverable";

/**
 * What a program means, by the rules of docs/semantics.md: a call is a copy of its arguments, its body, and a copy of its
 * result, again for each retry. No time, no workers, no order; draws are 0.
 */
class Meaning {
  private bodies = 0;
  private hasSkipped = false;
  private at = spanOf("workflow", "entry", -1);
  private finishRunnable = false;

  constructor(
    private readonly program: RandomProgram,
    private readonly world: World,
  ) {}

  entry(): Outcome {
    const { entry } = this.program;
    const root = this.at;
    const tree = () => (this.hasSkipped ? undefined : root);
    this.finishRunnable = entry.finishRunnable;
    try {
      const scope = Scope.of<unknown>([this.world.list[0]]);
      const output = helpers.show(this.body(entry, -1, scope, 0));
      this.leaf("task", "check");
      return { ok: true, output, tree: tree() };
    } catch (error) {
      if (error instanceof Failure)
        return { ok: false, messages: error.thrown.map(messageOf), tree: undefined };
      throw error;
    }
  }

  private leaf(kind: Kind, name: string): void {
    this.at.children.push(spanOf(kind, name, -1));
  }

  /** What `run` calls is below a span. What has not started when it fails is skipped. */
  private within<T>(span: MeantSpan, run: () => T): T {
    const { at } = this;
    at.children.push(span);
    this.at = span;
    try {
      return run();
    } catch (error) {
      span.status = "failed";
      if (span.children.length > 0) this.hasSkipped = true;
      throw error;
    } finally {
      this.at = at;
    }
  }

  /** @param attempt of the task or dynamic that it is the body of; 0 elsewhere */
  private body({ steps, result }: Body, me: number, scope: Scope<unknown>, attempt: number): unknown {
    if (++this.bodies > MAX_BODIES) throw new TooLong();
    for (const step of steps) this.step(step, me, scope, attempt);
    return this.value(result, me, scope);
  }

  private value(expression: Expression, me: number, scope: Scope<unknown>): unknown {
    switch (expression.is) {
      case "value":
        return helpers.value(valueText(expression.which));
      case "earlier":
        return scope.at(expression.which);
      case "input":
        return me < 0 ? this.world.list[expression.which % 3] : scope.at(expression.which);
      case "list":
        return expression.parts.map((part) => this.value(part, me, scope));
    }
  }

  private step(step: Step, me: number, scope: Scope<unknown>, attempt: number): void {
    switch (step.do) {
      case "touch":
        helpers.touch(scope.toTouch(step.which), step.by);
        return;
      case "sleep":
        return;
      case "throw": {
        const concerned = helpers.num(scope.at(0)) % 4 === step.residue;
        if (!concerned || attempt > step.attempts) return;
        const thrown = helpers.value(thrownText(step.what));
        if (this.world.mayDie && isNever(thrown))
          throw new Open("whether a death took the attempt that throws it");
        throw new Failure([thrown]);
      }
      case "catch":
        scope.add(this.caught(step, me, scope, attempt), false);
        return;
      default:
        scope.add(this.valued(step, me, scope, attempt), step.do !== "group" && step.do !== "chains");
    }
  }

  private caught(
    { step, reads }: Extract<Step, { do: "catch" }>,
    me: number,
    scope: Scope<unknown>,
    attempt: number,
  ): unknown {
    const inner = scope.inner(false);
    try {
      this.step(step, me, inner, attempt);
      return inner.last();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (!reads || !this.world.readsErrors) return "caught";
      const faults = new Set(error.thrown.map(shown));
      if (faults.size > 1) throw new Open("which of several errors comes first");
      return [...faults][0];
    }
  }

  private valued(step: Step, me: number, scope: Scope<unknown>, attempt: number): unknown {
    switch (step.do) {
      case "draw":
        return 0;
      case "traced":
        this.leaf("trace", "kept");
        return { n: step.n, list: [0] };
      case "call": {
        const { index, definition } = this.target(me, step.target);
        const given = this.value(step.argument, me, scope);
        const argument = step.how === "late" ? { list: [1], inner: given } : given;
        if (step.how === "cached" && definition.kind === "launchPlan") this.hasSkipped = true;
        const isProcess = step.how === "process" && isFormOf(definition, step.how);
        return this.call(index, [argument], -1, isProcess ? "process" : definition.kind);
      }
      case "map":
        return this.map(step, me, scope);
      case "chains":
        return this.chains(step, me, scope, attempt);
      case "race": {
        const argument = this.value(step.argument, me, scope);
        try {
          for (const target of step.targets) {
            const { index, definition } = this.target(me, target);
            this.call(index, [argument], -1, definition.kind);
          }
        } catch (error) {
          throw error instanceof Failure ? new Open("whether the first of a race fails") : error;
        }
        return 0;
      }
      case "group":
        return this.within(spanOf("group", "around", -1), () => this.body(step, me, scope.inner(false), 0));
      case "queue":
        return this.queue(step);
      default:
        return 0;
    }
  }

  private chains(
    { chains }: Extract<Step, { do: "chains" }>,
    me: number,
    scope: Scope<unknown>,
    attempt: number,
  ): unknown[] {
    try {
      return this.all(
        chains.map((chain) => () => {
          const own = scope.inner(true);
          for (const one of chain) this.step(one, me, own, attempt);
          return own.last();
        }),
      );
    } catch (error) {
      // Once one chain has failed, the body may end before another one wakes up: what that calls then is refused.
      if (chains.some((chain) => [...stepsIn(chain)].some((one) => one.do === "sleep")))
        this.hasSkipped = true;
      throw error;
    }
  }

  /** Parts that run in parallel: where several fail, the first is any of them. */
  private all(parts: readonly (() => unknown)[]): unknown[] {
    const thrown: unknown[] = [];
    const values = parts.map((part) => {
      try {
        return part();
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        thrown.push(...error.thrown);
        return undefined;
      }
    });
    if (thrown.length > 0) throw new Failure(thrown);
    return values;
  }

  private target(me: number, target: number): { readonly index: number; readonly definition: Definition } {
    const index = targetOf(this.program, me, target);
    return { index, definition: this.program.definitions[index] as Definition };
  }

  /** A copy of a value that crosses. @throws Failure */
  private crossing(value: unknown, name: string): unknown {
    try {
      return copyOf(value, name);
    } catch (error) {
      throw error instanceof Uncloneable ? failureOf(error.paths) : error;
    }
  }

  /** @param at index in a map; -1 outside one */
  private call(index: number, args: readonly unknown[], at: number, kind: Kind): unknown {
    const definition = this.program.definitions[index] as Definition;
    const span = spanOf(kind, `node${index}`, at);
    if (!isTask(definition)) return this.workflow(definition, index, args[0], span);
    const copied = this.crossing(args, "arguments") as readonly unknown[];
    return this.within(span, () => this.attempts(definition, index, copied, span));
  }

  private workflow(definition: WorkflowDefinition, index: number, value: unknown, span: MeantSpan): unknown {
    const inputs = this.crossing({ value }, "inputs") as { readonly value: unknown };
    const { finishRunnable } = this;
    this.finishRunnable = definition.finishRunnable;
    try {
      return this.within(span, () =>
        this.crossing(this.body(definition, index, Scope.of([inputs.value]), 0), "result"),
      );
    } finally {
      this.finishRunnable = finishRunnable;
    }
  }

  private attempts(task: TaskDefinition, index: number, args: readonly unknown[], span: MeantSpan): unknown {
    const retries = task.retries + this.world.moreRetries;
    for (let attempt = 1; ; attempt++) {
      // Each attempt has the arguments of the call.
      const [x, y] = copyOf(args, "arguments") as readonly unknown[];
      span.attempts = attempt;
      try {
        return this.crossing(this.timed(task, index, Scope.of([x, y]), attempt), "result");
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        // What an attempt has called is below its task as well; and a cached call may share another's attempts.
        if (span.children.length > 0 || task.cache) this.hasSkipped = true;
        const never = error.thrown.filter(isNever).length;
        if (never > 0 && never < error.thrown.length) throw new Open("whether it may be retried");
        if (attempt <= retries && never === 0) continue;
        const thrown = error.thrown.map((one) => (one instanceof Error ? copyOf(one, "error") : one));
        throw new Failure(this.world.mayDie ? [...thrown, new Died()] : thrown);
      }
    }
  }

  /** A body that sleeps for longer than its timeout; all others end long before. */
  private timed(task: TaskDefinition, index: number, scope: Scope<unknown>, attempt: number): unknown {
    const timeout = task.timeout ?? Number.POSITIVE_INFINITY;
    let slept = 0;
    for (const [i, step] of task.steps.entries()) {
      if (step.do !== "sleep") continue;
      slept += step.ms;
      if (slept <= timeout) continue;
      for (const before of task.steps.slice(0, i)) this.step(before, index, scope, attempt);
      // Its body goes on, and what it calls is skipped.
      if (task.kind === "dynamic") this.hasSkipped = true;
      throw new Failure([new TimedOut()]);
    }
    return this.body(task, index, scope, attempt);
  }

  private map(
    { target, items, form, options }: Extract<Step, { do: "map" }>,
    me: number,
    scope: Scope<unknown>,
  ): unknown {
    const { index, definition } = this.target(me, target);
    const given = items
      .map((item) => this.value(item, me, scope))
      .map((value) => (form === "late" ? { list: [1], inner: value } : value));
    const isTuples = form === "starmap" && isTask(definition);
    // All are copied when the map is called; one that cannot be sent fails by itself.
    const copies = given.map((item, i): { readonly value: unknown } | Failure => {
      try {
        if (!isTask(definition))
          return this.crossing({ value: item }, "inputs") as { readonly value: unknown };
        const second = () => (i % 2 === 0 ? this.again(items[i] as Expression, item, me, scope) : i);
        return { value: this.crossing(isTuples ? [item, second()] : item, `items[${i}]`) };
      } catch (error) {
        if (error instanceof Failure) return error;
        throw error;
      }
    });
    const thrown: unknown[] = [];
    let failed = 0;
    const span = spanOf("map", `node${index}`, -1);
    this.at.children.push(span);
    const values = copies.map((copied, i) => {
      const { at } = this;
      this.at = span;
      try {
        if (copied instanceof Failure)
          return this.within(spanOf(definition.kind, `node${index}`, i), () => {
            throw this.world.mayDie ? new Failure([...copied.thrown, new Died()]) : copied;
          });
        const item = copied.value;
        return this.call(index, isTuples ? (item as readonly unknown[]) : [item], i, definition.kind);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        failed++;
        thrown.push(...error.thrown);
        return null;
      } finally {
        this.at = at;
      }
    });
    const isEarly = form === "unordered break";
    if (failed > 0 && isEarly) throw new Open("whether the first result or the failure comes first");
    const least = Math.ceil(items.length * options.minSuccessRatio);
    if (items.length - failed < least) {
      span.status = "failed";
      if (!this.finishRunnable) this.hasSkipped = true;
      throw new Failure(thrown);
    }
    if (isEarly) {
      this.hasSkipped = true;
      return 0;
    }
    return form === "unordered twice" ? [values, values.slice()] : values;
  }

  /** The same expression once more: a value that is written twice is two values. */
  private again(expression: Expression, first: unknown, me: number, scope: Scope<unknown>): unknown {
    return expression.is === "earlier" ? first : this.value(expression, me, scope);
  }

  private queue({ items, takers }: Extract<Step, { do: "queue" }>): unknown {
    if (this.world.mayDie && takers > 0) throw new Open("an item is lost with the body that has received it");
    const values = helpers.value(`[${items.map(cloneableText).join(", ")}]`) as unknown[];
    const sent = (takers === 0 ? values : (copyOf(values, "arguments") as unknown[])).map((item) => {
      const put = copyOf(item, "item");
      helpers.touch(item, 9);
      return put;
    });
    for (let i = 0; i < takers; i++) this.leaf("task", "taker");
    if (takers > 0) this.leaf("task", "filler");
    return takers === 0 ? sent : sent.map((item) => helpers.show(item)).sort();
  }
}

function shown(thrown: unknown): string {
  if (thrown instanceof TimedOut) return "timeout";
  if (thrown instanceof Died) return DIED;
  return thrown instanceof Refused ? `uncloneable ${thrown.path}` : helpers.fault(thrown);
}

/** The message of the run's error. */
function messageOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  if (thrown instanceof TimedOut || thrown instanceof Died || thrown instanceof Refused) return shown(thrown);
  return typeof thrown === "object" ? JSON.stringify(thrown) : String(thrown);
}

/** @throws Open, TooLong */
export function meaningOf(program: RandomProgram, world: World): Outcome {
  return new Meaning(program, world).entry();
}
