import { formatCount } from "@/lib/base/format";
import { NAME_MAX_LENGTH, PROGRAM_MAX_BYTES, PROGRAM_MAX_DEFINITIONS } from "@/lib/model/limits";
import { digest } from "../digest";
import { Lines, SOURCE_BREAKS } from "../lines";
import type { CompileResult, Definition, Program, SourcePosition } from "../program";
import { advise } from "./advice";
import { ownNames } from "./advice/own-name";
import { Subject } from "./advice/subject";
import { editAwaits, GLOBAL } from "./awaits";
import { derivedClasses, topLevelBindings } from "./bindings";
import { editCallSites } from "./call-sites";
import { findDefinitions, type Module } from "./definitions";
import { Edits, render } from "./edits";
import { findEntry } from "./entry";
import { Diagnostics, ProgramFailure } from "./failure";
import { checkUnimported, editImports, sdkNames } from "./imports";
import { Comments, readInputs } from "./input-fields";
import { Reader } from "./literals";
import { checkUnique, fallbackName, nameDefinitions, optionsOf } from "./names";
import { deepest, isStackOverflow } from "./nesting";
import { PROGRAM_FILE } from "./program-file";
import { asPython } from "./python";
import { nameQueues } from "./queue-names";
import { references } from "./scope";
import { checkScript, parseScript } from "./script";
import { strip } from "./strip";
import type { Node } from "./syntax";
import { checkTypeScript } from "./typescript-checks";
import { Versions } from "./versions";

/**
 * Compiles one TypeScript module: takes the types out, checks it, and edits it so that a runner can load it. Nothing of
 * it is run. Lines and columns of messages are those of the source, from 1.
 */
export function compile(text: string): CompileResult {
  // A byte order mark is no part of the first line for an editor.
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const result = compileOrFail(source, text);
  const python = result.ok ? undefined : asPython(source);
  return python ? { ok: false, errors: [python] } : result;
}

/** @param text the source as it came, of which the program has its hash */
function compileOrFail(source: string, text: string): CompileResult {
  const lines = new Lines(source, SOURCE_BREAKS);
  try {
    checkSize(text);
    return compileSource(source, digest(text), lines);
  } catch (error) {
    if (isStackOverflow(error)) return failed(TOO_DEEP, lines.place(deepest(source)));
    if (!(error instanceof ProgramFailure)) throw error;
    return failed(error.message, error.offset === undefined ? {} : lines.place(error.offset));
  }
}

/** Tells the runner which classes the program declares. */
function classesOf(program: Parameters<typeof derivedClasses>[0]): string {
  const names = derivedClasses(program);
  return names.length > 0 ? `\n${GLOBAL}.classes({ ${names.join(", ")} });` : "";
}

const TOO_DEEP = "This code is nested too deeply.";

const failed = (message: string, place: Partial<SourcePosition>): CompileResult => ({
  ok: false,
  errors: [{ message, ...place }],
});

function checkSize(text: string): void {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes <= PROGRAM_MAX_BYTES) return;
  const [size, most] = [bytes, PROGRAM_MAX_BYTES].map((count) => `${Math.ceil(count / 1024)} KiB`);
  throw new ProgramFailure(`The program is ${size}. The limit is ${most}.`);
}

function compileSource(source: string, hash: string, lines: Lines): CompileResult {
  const report = new Diagnostics(lines);
  const stripped = strip(source);
  checkTypeScript(stripped.tokens, report);
  const stop = (): CompileResult => ({ ok: false, errors: report.list() });
  // What sucrase has left or dropped there makes no sense to go on with.
  if (report.list().length > 0) return stop();

  const { code, origins } = stripped;
  const toSource = (offset: number) => origins.toSource(offset);
  const { program, tokens } = parseScript(stripped);
  const found = references(program);
  const names = sdkNames(program);
  const bindings = topLevelBindings(program);
  const module: Module = { program, found, names, bindings };
  const reader = new Reader(bindings, found);

  const edits = new Edits();
  checkScript(program, report, toSource);
  editImports(program, code, found, names, edits, report, toSource);
  checkUnimported(found, stripped.tokens, report, toSource);
  const entry = findEntry(module, report, toSource);
  const calls = findDefinitions(module, report, toSource);
  if (calls.length > PROGRAM_MAX_DEFINITIONS) {
    throw new ProgramFailure(
      `This program has ${formatCount(calls.length)} definitions (tasks, workflows, …). The limit is ${formatCount(PROGRAM_MAX_DEFINITIONS)}.`,
    );
  }
  const callNames = nameDefinitions(calls, entry, module, reader, report, toSource);
  checkUnique(callNames, report, toSource);
  const options = calls.filter(({ node }) => node === entry).map(optionsOf)[0];
  const inputs = readInputs(options, reader, new Comments(source, stripped.tokens), report, toSource);
  if (report.list().length > 0) return stop();

  const subject = new Subject({
    source,
    tokens: stripped.tokens,
    module,
    definitions: calls,
    reader,
    toSource,
    lines,
  });
  const ownNameOf = new Map(ownNames(subject).map((found) => [found.definition, found]));
  const place = (node: Node) => lines.place(toSource(node.start));
  for (const call of calls) {
    const { line, column } = place(call.node);
    const name = JSON.stringify(fallbackName(call, call.node === entry));
    edits.open(call.node.start, `${GLOBAL}.define(${name}, ${line}, ${column}, () => `);
    const own = ownNameOf.get(call);
    const warning = own && `Line ${lines.place(own.start).line}: ${own.message}`;
    edits.close(call.node.end, warning === undefined ? ")" : `, ${JSON.stringify(warning)})`);
  }
  nameQueues(module, code, edits);
  editCallSites(module, calls, code, tokens, edits);
  editAwaits(program, edits);

  const versions = new Versions(code, tokens, found, program, names);
  const definitions = calls.map(
    (call): Definition => ({
      kind: call.kind,
      name: callNames.get(call)?.name ?? "",
      ...(call.binding === undefined ? {} : { binding: call.binding }),
      ...place(call.node),
      version: versions.of(call.node),
      entry: call.node === entry,
    }),
  );
  const rendered = render(code, edits, origins, lines);
  const result: Program = {
    language: "typescript",
    name: (definitions.find((definition) => definition.entry)?.name ?? "main").slice(0, NAME_MAX_LENGTH),
    hash,
    code: `${rendered.code}${classesOf(program)}\n//# sourceURL=${PROGRAM_FILE}\n`,
    positions: rendered.positions,
    definitions,
    inputs,
    warnings: advise(subject, lines),
  };
  return { ok: true, program: result };
}
