import { describe, expect, it } from "vitest";
import { rules } from ".";
import { ruleCases } from "./testing";
import { applied, programWith, warningsOf } from "./testing/rule-case";

it("every rule has a table", () => {
  expect(Object.keys(ruleCases)).toEqual(Object.keys(rules));
});

describe.each(Object.entries(ruleCases))("%s", (_, { triggers, silent }) => {
  it.each(triggers)("speaks of $name", ({ code, at, message, fixed, imports, fixedImports }) => {
    const source = programWith(code, imports);
    const [warning, ...others] = warningsOf(source);
    expect(others).toEqual([]);
    expect(warning?.message).toBe(message);
    expect(warning?.at).toBe(at);
    expect(warning?.fix?.title !== undefined).toBe(fixed !== undefined);
    if (!warning?.fix || fixed === undefined) return;
    const after = applied(source, warning.fix);
    expect(after).toBe(programWith(fixed, fixedImports ?? imports));
    expect(warningsOf(after)).toEqual([]);
  });

  it.each(Object.entries(silent))("says nothing of what %s", (_name, code) => {
    expect(warningsOf(programWith(code))).toEqual([]);
  });
});
