import { warningsOf } from "../../advice/finding";
import type { Lines } from "../../lines";
import type { Diagnostic } from "../../program";
import { awaitInLoop } from "./await-in-loop";
import { missingAwait } from "./missing-await";
import { ownNames as ownName } from "./own-name";
import { plainFunction } from "./plain-function";
import { repeatedValue } from "./repeated-value";
import { returnedPromises } from "./returned-promises";
import type { Rule } from "./rule";
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
  const found = Object.values(rules).flatMap((rule) => rule(subject));
  return warningsOf(found, (offset) => lines.place(offset));
}
