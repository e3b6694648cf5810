import type { RandomProgram, Step } from "./program";

/** A body's steps and those inside them. */
export function* stepsIn(steps: readonly Step[]): Generator<Step> {
  for (const step of steps) {
    yield step;
    if (step.do === "catch") yield* stepsIn([step.step]);
    else if (step.do === "group") yield* stepsIn(step.steps);
    else if (step.do === "chains") for (const chain of step.chains) yield* stepsIn(chain);
  }
}

/** All steps of a program, each with the index of the definition whose body it is in; -1 for the entry. */
export function* stepsOf({ definitions, entry }: RandomProgram): Generator<readonly [Step, number]> {
  for (const step of stepsIn(entry.steps)) yield [step, -1];
  for (const [me, { steps }] of definitions.entries()) for (const step of stepsIn(steps)) yield [step, me];
}
