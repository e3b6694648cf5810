import { MAX_STAND_INS } from "@/lib/model/limits";
import { type Finding, warningsOf } from "../../advice/finding";
import type { Diagnostic, SourcePosition, TaskNeed } from "../../program";
import { awaitInLoop } from "./await-in-loop";
import { blockingCall } from "./blocking-call";
import { lostResult } from "./lost-result";
import { mainGuard } from "./main-guard";
import { findNeeds } from "./needs";
import { neverAwaited } from "./never-awaited";
import { poolInLoop } from "./pool-in-loop";
import type { Rule } from "./rule";
import { runInCoroutine } from "./run-in-coroutine";
import { severalArguments } from "./several-arguments";
import { Subject } from "./subject";
import { parse } from "./syntax";
import { unavailableModule } from "./unavailable-module";
import { unjoinedProcess } from "./unjoined-process";
import { unpicklableFunction } from "./unpicklable-function";
import { workerGlobal } from "./worker-global";

/** Every rule, by name. A new one is a line here and a table of its own in a test. */
export const rules: Readonly<Record<string, Rule>> = {
  awaitInLoop,
  blockingCall,
  lostResult,
  mainGuard,
  neverAwaited,
  poolInLoop,
  runInCoroutine,
  severalArguments,
  unavailableModule,
  unjoinedProcess,
  unpicklableFunction,
  workerGlobal,
};

/**
 * What a Python program most likely does not mean, in the order of its source, and its tasks that use what a browser does not have. One with a
 * syntax error gets none. @param place of an offset
 */
export function study(
  source: string,
  place: (offset: number) => SourcePosition,
): { readonly warnings: Diagnostic[]; readonly needs: readonly TaskNeed[] } {
  const root = parse(source);
  if (!root) return { warnings: [], needs: [] };
  const subject = new Subject(source, root);
  const found = Object.values(rules).flatMap((rule): readonly Finding[] => rule(subject));
  const needs = findNeeds(subject)
    .slice(0, MAX_STAND_INS)
    .map(
      ({ at, use, ...need }): TaskNeed => ({ ...need, ...place(at.start), usedAt: place(use.start).line }),
    );
  return { warnings: warningsOf(found, place), needs };
}
