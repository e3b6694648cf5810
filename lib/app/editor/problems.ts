import { formatList } from "@/lib/base/format";
import type { Fix, TaskNeed } from "@/lib/language/program";
import type { LanguageId } from "@/lib/model/language";
import type { Settings } from "@/lib/model/settings";
import type { Run } from "../run/run";
import { needsWithout } from "../stand-ins/change-stand-ins";
import type { PlaygroundState } from "../store/store";

export interface Problem {
  readonly source: "compile" | "type" | "run";
  readonly severity: "error" | "warning";
  readonly message: string;
  /** From 1. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly endLine?: number | undefined;
  readonly endColumn?: number | undefined;
  /** Of the text that is in the editor. */
  readonly fix?: Fix | undefined;
  /** What the text is written in, where the program says that it is another language. */
  readonly language?: LanguageId | undefined;
  /** The task that a stand-in would let run. */
  readonly standIn?: string | undefined;
  /** What the type checker finds is of no use. */
  readonly isWhole?: boolean | undefined;
}

interface Parts
  extends Pick<PlaygroundState, "code" | "compileErrors" | "compiledCode" | "program" | "refusal"> {
  readonly settings?: Pick<Settings, "standIns">;
  readonly run: Run | undefined;
}

/**
 * Why the program cannot run, where its last run failed, and what it most likely does not mean. Errors of a run are shown only for the text that ran: in
 * another text their lines would be wrong.
 */
export function problemsOf({
  code,
  compileErrors,
  compiledCode,
  program,
  refusal,
  run,
  settings,
}: Parts): readonly Problem[] {
  const problems: Problem[] = compileErrors.map((error) => ({
    source: "compile",
    severity: "error",
    ...error,
  }));
  const keys = new Set(problems.map(keyOf));
  const add = (problem: Problem): void => {
    if (keys.has(keyOf(problem))) return;
    keys.add(keyOf(problem));
    problems.push(problem);
  };
  if (refusal !== undefined) add({ source: "run", severity: "error", ...refusal });
  if (run !== undefined && !run.reportOnly && run.document.code === code) {
    for (const { report } of run.trials) {
      if (report.error === undefined) continue;
      const { name, message, line, column } = report.error;
      add({ source: "run", severity: "error", message: `${name}: ${message}`, line, column });
    }
  }
  if (compiledCode === code && compileErrors.length === 0) {
    for (const warning of program?.warnings ?? [])
      add({ source: "compile", severity: "warning", ...warning });
    for (const need of needsWithout(program?.needs, settings?.standIns)) add(problemOfNeed(need));
  }
  return problems;
}

const problemOfNeed = ({ task, line, column, modules }: TaskNeed): Problem => ({
  source: "compile",
  severity: "warning",
  message: `\`${task}\` uses ${formatList(modules.map((module) => `\`${module}\``))}, so it fails here. Give it a stand-in.`,
  line,
  column,
  standIn: task,
});

/** Trials fail with the same error: one line for all of them. */
const keyOf = ({ message, line }: Problem): string => `${line ?? ""} ${message.replace(/^Error: /, "")}`;
