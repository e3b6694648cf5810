import { NAME_MAX_LENGTH, PROGRAM_MAX_BYTES, PROGRAM_MAX_DEFINITIONS } from "@/lib/model/limits";
import type { PythonCode } from "@/lib/protocol/python-files";
import { digest } from "../digest";
import { Lines, SOURCE_BREAKS } from "../lines";
import type { CompileResult, Definition, Diagnostic, InputField, Program } from "../program";
import { PROGRAM_FILE, python } from ".";
import { type Choice, findEntry } from "./entry";
import { checkIndentation, headOf, nameOf } from "./indentation";
import { poolOf } from "./platforms";
import { asTypeScript } from "./recognise";
import { readStatements, type Scanned, type SyntaxProblem } from "./statements";

/**
 * Reads one Python program: finds what it defines, its entry and its inputs, and the mistakes that a scanner can be sure of.
 * Python itself compiles it, in the sandbox.
 */
export function compile(text: string): CompileResult {
  const source = text.replace(/^\uFEFF/, "");
  const lines = new Lines(source, SOURCE_BREAKS);
  const size = new TextEncoder().encode(text).length;
  if (size > PROGRAM_MAX_BYTES) return failed({ message: tooLong(size) });
  const found = readStatements(source, (offset) => lines.place(offset).line);
  const problem = checkIndentation(found.statements, (offset) => lines.place(offset).line) ?? found.problem;
  const other = asTypeScript(found.statements, lines);
  if (other) return failed(other);
  if (problem) return failed(diagnosticOf(problem, lines));
  return { ok: true, program: programOf(text, source, lines, found) };
}

const failed = (error: Diagnostic): CompileResult => ({ ok: false, errors: [error] });

const kib = (bytes: number) => `${Math.ceil(bytes / 1024)} KiB`;
const tooLong = (size: number) => `The program is ${kib(size)}. The limit is ${kib(PROGRAM_MAX_BYTES)}.`;

function diagnosticOf({ name, message, start, end }: SyntaxProblem, lines: Lines): Diagnostic {
  const last = lines.place(end);
  return {
    message: `${name}: ${message}`,
    ...lines.place(start),
    endLine: last.line,
    endColumn: last.column,
  };
}

function programOf(text: string, source: string, lines: Lines, found: Scanned): Program {
  const { calls, platform, choice, parameters, start } = findEntry(found.statements, source, found.comments);
  const inputs = [
    ...(choice && choice.names.length > 1 ? [choiceField(choice)] : []),
    ...parameters.map(({ hasDefault: _, annotation: __, ...field }): InputField => field),
  ];
  const hash = digest(text);
  const entry: Definition = {
    kind: "workflow",
    name: PROGRAM_FILE,
    ...lines.place(start),
    version: hash,
    entry: true,
  };
  const functions = found.statements.flatMap((statement): Definition[] => {
    const name = nameOf(statement);
    if (headOf(statement) !== "def" || statement.indent > 0 || name === undefined) return [];
    const place = lines.place(statement.pieces[0]?.start ?? 0);
    return [
      {
        kind: "task",
        name: name.slice(0, NAME_MAX_LENGTH),
        binding: name,
        ...place,
        version: hash,
        entry: false,
      },
    ];
  });
  const pool = poolOf(platform, found.statements);
  const environments: Definition[] = pool
    ? [
        {
          kind: "environment",
          name: platform?.pools ?? "",
          ...lines.place(pool.pieces[0]?.start ?? 0),
          version: hash,
          entry: false,
        },
      ]
    : [];
  const code: PythonCode = {
    source,
    start: "main",
    ...(calls === "page" && { calls: "main" }),
    ...(choice && { entry: { input: choice.input, usual: choice.usual } }),
    defaults: Object.fromEntries(
      inputs.flatMap((field) => ("default" in field ? [[field.name, field.default]] : [])),
    ),
  };
  return {
    language: "python",
    name: (python.guessTitle(source) ?? "main").slice(0, NAME_MAX_LENGTH),
    hash,
    code: JSON.stringify(code),
    positions: [],
    definitions: [entry, ...environments, ...unique(functions)].slice(0, PROGRAM_MAX_DEFINITIONS),
    inputs,
    // A platform's steps run as the strategy says; pools and processes are the program's own.
    fansOutItself: platform === undefined,
    ...(platform && { hasLocalMode: true }),
  };
}

/** Which entry runs. */
const choiceField = ({ input, names, usual }: Choice): InputField => ({
  name: input,
  type: "string",
  default: usual,
  choices: names,
});

/** Of functions of one name the last counts, as in Python. */
const unique = (definitions: readonly Definition[]): readonly Definition[] => [
  ...new Map(definitions.map((definition) => [definition.name, definition])).values(),
];
