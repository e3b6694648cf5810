import { beforeAll } from "vitest";
import type { PythonCode } from "@/lib/protocol/python-files";
import type { Pyodide } from "@/lib/runner/python/interpreter";
import { BOOT_LIMIT_MS, bootPython } from "@/lib/runner/python/testing/boot";
import { argumentsText } from "@/lib/runner/python/values";
import type { RunnerPrograms } from "../programs";
import { describeRunner } from "../suite";
import { describeDagster } from "./dagster";
import { sources } from "./programs";
import { startPython } from "./start";

let codec: {
  readonly encode: (json: string) => Uint8Array;
  readonly decode: (pickle: unknown) => string | undefined;
};

beforeAll(async () => {
  const pyodide: Pyodide = await bootPython();
  const of = (text: string) => pyodide.runPython(text) as (given: unknown) => never;
  pyodide.runPython(`
import json
from _fanout import values

def decode(pickle):
    try:
        return json.dumps(values.loads(pickle))
    except TypeError:
        return None
`);
  codec = {
    encode: of("lambda text: values.dumps(json.loads(text))"),
    decode: of("decode"),
  };
}, BOOT_LIMIT_MS);

/** A value that JSON does not have, for those who only pass it on. */
class Opaque {
  constructor(readonly pickle: Uint8Array) {}
}

const encode = (value: unknown): Uint8Array =>
  value instanceof Opaque ? value.pickle : codec.encode(JSON.stringify(value));
const decode = (crossed: unknown): unknown => {
  const json = codec.decode(crossed);
  return json === undefined ? new Opaque(crossed as Uint8Array) : JSON.parse(json);
};
const encodeArgs = (args: readonly unknown[]) => args.map(encode);

const programs: RunnerPrograms = {
  program: (name) => ({
    code: JSON.stringify({ source: sources[name], start: "entry" } satisfies PythonCode),
    versions: {},
  }),
  lineOf: (name, text) => sources[name].split("\n").findIndex((line) => line.includes(text)) + 1,
  encode,
  decode,
  encodeArgs,
  decodeArgs: (crossed) => crossed.map(decode),
  argumentsText: (args) => argumentsText(encodeArgs(args)),
  packsNumbers: false,
  errorName: "ValueError",
  refusedArgument: /^Can't pickle local object <function entry\.<locals>\.<lambda> at 0x/,
  refusedResult: /^Can't pickle local object <function unsendable\.<locals>\.<lambda> at 0x/,
  refusedOutput: /^Can't pickle local object <function entry\.<locals>\.<lambda> at 0x/,
};

describeRunner("the Python runner", startPython, programs);
describeDagster();
