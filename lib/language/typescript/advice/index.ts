import { MAX_DIAGNOSTICS } from "@/lib/model/limits";
import type { Diagnostic } from "../../program";
import type { Lines } from "../lines";
import { awaitInLoop } from "./await-in-loop";
import { missingAwait } from "./missing-await";
import { ownNames as ownName } from "./own-name";
import { plainFunction } from "./plain-function";
import { repeatedValue } from "./repeated-value";
import { returnedPromises } from "./returned-promises";
import type { Finding, Rule } from "./rule";
import { severalArguments } from "./several-arguments";
import { sharedVariable } from "./shared-variable";
import type { Subject } from "./subject";
import { unavailableName } from "./unavailable-name";
import { unknownOptions } from "./unknown-option";

/** Every rule, by name. A new one is a line here and a table of its own in a test. */
export const rules: Readonly<Record<string, Rule>> = {
  awaitInLoop,
  missingAwait,
  ownName,
  plainFunction,
  repeatedValue,
  returnedPromises,
  severalArguments,
  sharedVariable,
  unavailableName,
  unknownOptions,
};

/** What a program that compiles most likely does not mean, in the order of its source. */
export function advise(subject: Subject, lines: Lines): Diagnostic[] {
  return Object.values(rules)
    .flatMap((rule) => rule(subject))
    .sort((a, b) => a.start - b.start)
    .slice(0, MAX_DIAGNOSTICS)
    .map((finding) => diagnostic(finding, lines));
}

function diagnostic({ start, end, message, fix }: Finding, lines: Lines): Diagnostic {
  const stretch = (from: number, to: number) => {
    const last = lines.place(to);
    return { ...lines.place(from), endLine: last.line, endColumn: last.column };
  };
  return {
    message,
    ...stretch(start, end),
    ...(fix && {
      fix: {
        title: fix.title,
        edits: fix.edits.map((edit) => ({ ...stretch(edit.start, edit.end), text: edit.text })),
      },
    }),
  };
}
