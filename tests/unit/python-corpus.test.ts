import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomProgram } from "@/lib/engine/testing/random/arbitrary";
import { render } from "@/lib/engine/testing/random/render";
import { examples } from "@/lib/examples";
import { looksLikePython } from "@/lib/language/looks-like-python";
import { warningsOf } from "@/lib/language/python/advice/testing/rule-case";
import { programCases } from "../conformance/programs";
import { pythonPrograms } from "../conformance/python/programs";

describe("recognising Python", () => {
  it.each(pythonPrograms())("takes %s for Python", (_, source) => {
    expect(looksLikePython(source)).toBe(true);
  });

  it("takes no program in TypeScript for Python", () => {
    const sources = [
      ...examples.filter(({ language }) => language === "typescript").map(({ source }) => source),
      ...programCases.map(({ code }) => code),
    ];
    for (const source of sources) expect(looksLikePython(source), source).toBe(false);
  });

  it("takes no random program in TypeScript for Python", () => {
    const random = fc.property(randomProgram, (program) => {
      expect(looksLikePython(render(program, { draws: false, moreRetries: 0, readsErrors: true }))).toBe(
        false,
      );
    });
    fc.assert(random, { numRuns: 100 });
  });
});

/** Of recorded programs: what is said, all of it true. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  "more/asyncio/71_executors.py": [
    "time.sleep: `time.sleep` holds the event loop",
    "asyncio.run: `asyncio.run` fails inside a coroutine",
  ],
  "more/concurrent_futures/70_as_completed.py": ["submit: Nothing uses this result"],
  "multiprocessing/17_global_counter.py": ["counter: `counter` changes only in the worker process"],
};

describe("advice on Python", () => {
  it.each(pythonPrograms())("says only what is true of %s", (name, source) => {
    const said = warningsOf(source).map(({ at, message }) => `${at}: ${message}`);
    expect(said).toEqual((SAID[name] ?? []).map((text) => expect.stringContaining(text)));
  });

  it("says nothing wrong of Python examples", () => {
    for (const { language, source } of examples)
      if ((language as string) === "python") expect(warningsOf(source)).toEqual([]);
  });
});
