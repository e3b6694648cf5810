import { isLanguage, unknownLanguage } from "@/lib/model/known-language";
import { newId } from "@/lib/storage/id";
import type { TraceFile } from "@/lib/trace/file/format";
import { recordedRun } from "./recorded-run";
import type { Run } from "./run";

type OpenedTraceFile =
  | { readonly ok: true; readonly run: Run }
  | { readonly ok: false; readonly message: string };

/**
 * The run in a trace file, under a new id: the same file may be open twice.
 * Refused, in the words of `readTraceFile`, if it holds spans alone or a program that cannot be run here.
 */
export function runOfTraceFile({ run: found, trials }: TraceFile): OpenedTraceFile {
  if (!found)
    return { ok: false, message: "holds spans without their program. Save the whole run as a trace file." };
  const { code, language, report } = found;
  if (!isLanguage(language))
    return { ok: false, message: `cannot be opened here: ${unknownLanguage(language)}.` };
  const document = { code, language, inputs: report.inputs, settings: report.settings };
  const startedAt = trials[0]?.info.startedAt || Number.NaN;
  const kept = trials.map((trace) => ({ trace }));
  return {
    ok: true,
    run: recordedRun(report, document, { id: newId(), source: "imported", startedAt }, kept),
  };
}
