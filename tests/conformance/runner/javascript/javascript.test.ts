import { afterAll, beforeAll } from "vitest";
import { compiled } from "@/lib/engine/testing/run-program";
import type { ProgramName, RunnerPrograms } from "../programs";
import { describeRunner } from "../suite";
import { sources } from "./programs";
import { startJavaScript } from "./start";

/** `loadProgram` wraps the program in a function, which adds two lines. */
const LINES_BEFORE = 2;

const programs: RunnerPrograms = {
  program(name: ProgramName) {
    const { code, definitions } = compiled(sources[name]);
    return { code, versions: Object.fromEntries(definitions.map(({ name, version }) => [name, version])) };
  },
  lineOf: (name, text) =>
    sources[name].split("\n").findIndex((line) => line.includes(text)) + 1 + LINES_BEFORE,
  encode: (value) => value,
  decode: (crossed) => crossed,
  encodeArgs: (args) => args,
  argumentsText: (args) => JSON.stringify(args),
  decodeArgs: (crossed) => crossed,
  packsNumbers: true,
  errorName: "RangeError",
  refusedArgument:
    /^double: `arguments\[0\]\.f` is a function, which cannot be sent between workers\. Pass data/,
  refusedResult: /^unsendable: `result\.f` is a function, which cannot be sent between workers\. Return data/,
  refusedOutput: /^entry: `result\.f` is a function, which cannot be sent between workers\. Return data/,
};

// Vitest writes stacks in its own way, which takes no notice of the program's name for itself.
const { prepareStackTrace } = Error;
beforeAll(() => void Reflect.deleteProperty(Error, "prepareStackTrace"));
afterAll(() => {
  Error.prepareStackTrace = prepareStackTrace;
});

describeRunner("the JavaScript runner", startJavaScript, programs);
