import { awaitInLoop } from "./await-in-loop";
import { missingAwait } from "./missing-await";
import { ownName } from "./own-name";
import { plainFunction } from "./plain-function";
import { repeatedValue } from "./repeated-value";
import { returnedPromises } from "./returned-promises";
import type { RuleCases } from "./rule-case";
import { severalArguments } from "./several-arguments";
import { sharedVariable } from "./shared-variable";
import { unavailableName } from "./unavailable-name";
import { unknownOptions } from "./unknown-option";

/** The tables of all rules, by the rule's name. */
export const ruleCases: Readonly<Record<string, RuleCases>> = {
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
