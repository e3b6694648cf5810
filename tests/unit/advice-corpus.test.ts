import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomProgram } from "@/lib/engine/testing/random/arbitrary";
import { render } from "@/lib/engine/testing/random/render";
import { examples } from "@/lib/examples";
import { lessons } from "@/lib/examples/lessons";
import { editedSource } from "@/lib/examples/open-try";
import { warningsOf } from "@/lib/language/typescript/advice/testing/rule-case";
import { compile } from "@/lib/language/typescript/compile";
import { programCases } from "../conformance/programs";

/** A rule that is wrong in one of these programs is removed. */

/** What a random program holds to try what cannot be copied. */
const UNCLONEABLE = "Promise.resolve(1)";

const textsOf = (code: string) => warningsOf(code).map(({ at, message }) => `${at}: ${message}`);

describe("advice says nothing of", () => {
  it.each(examples.map(({ name, source }) => [name, source]))("the example %s", (_, source) => {
    expect(textsOf(source)).toEqual([]);
  });

  const tries = lessons.flatMap(({ slug, tries }) => {
    const example = examples.find(({ name }) => name === slug);
    return tries.flatMap(({ open }) =>
      Object.entries(open).flatMap(([label, link]) =>
        example && link.edits ? [[slug, label, editedSource(example, link)] as const] : [],
      ),
    );
  });
  it.each(tries)("a change to try in %s: %s", (_slug, _label, source) => {
    expect(textsOf(source)).toEqual([]);
  });

  it("200 random programs, but for the promises that they pass on to see them refused", () => {
    const random = fc.property(randomProgram, (program) => {
      const code = render(program, { draws: false, moreRetries: 0, readsErrors: true });
      const wrong = warningsOf(code).filter(
        ({ at, message }) => at !== UNCLONEABLE || !message.includes("promise"),
      );
      expect(wrong).toEqual([]);
    });
    fc.assert(random, { numRuns: 200 });
  });
});

/** Of each program of the conformance suite: what is said, all of it true. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  "cache-key RegExp": ["await s(v): Each call on line 3 waits for the one before"],
  "cache-key Error": ["await s(v): Each call on line 3 waits for the one before"],
  "timeout cpu beside a direct call": [
    "await plain({ i, ms: 1 }): Each call on line 5 waits for the one before",
  ],
  "sync throw anything": ["() => 1: `map` needs a task.", 'other: map: unknown option "other".'],
};

it("of the conformance suite's programs, advice says what is true", () => {
  for (const { name, code } of programCases) {
    if (!compile(code).ok) continue;
    const said = SAID[name] ?? [];
    expect(textsOf(code), name).toEqual(said.map((text) => expect.stringContaining(text)));
  }
});
