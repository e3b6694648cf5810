import { strToU8 } from "fflate";
import { expect } from "vitest";
import type { Bytes } from "@/lib/trace/import/bytes/unpack";
import { readRecords } from "@/lib/trace/import/read-records";
import type { RunRecord, StepRecord } from "@/lib/trace/import/record/run-record";

/** Records as texts in a test, and what was read of them. */

export async function* bytesOf(file: string | Uint8Array): Bytes {
  const bytes = typeof file === "string" ? strToU8(file) : file;
  for (let at = 0; at < bytes.length; at += 777) yield bytes.subarray(at, at + 777);
}

const readAll = (...files: readonly (string | Uint8Array)[]) =>
  readRecords(files.map((file, i) => ({ name: `file ${i}`, bytes: bytesOf(file) })));

export async function runsOf(...files: readonly (string | Uint8Array)[]): Promise<readonly RunRecord[]> {
  const found = await readAll(...files);
  if (!found.ok) throw new Error(found.message);
  expect(found.notes).toEqual([]);
  return found.runs;
}

export async function runOf(...files: readonly (string | Uint8Array)[]): Promise<RunRecord> {
  const runs = await runsOf(...files);
  expect(runs).toHaveLength(1);
  return runs[0] as RunRecord;
}

export const refusal = async (file: string | Uint8Array): Promise<string> => {
  const found = await readAll(file);
  return found.ok ? "opened" : found.message;
};

export const lastOf = ({ attempts }: StepRecord) => attempts.at(-1);
export const statuses = ({ steps }: RunRecord) =>
  steps.map((step) => step.attempts.map(({ status }) => status));
export const bodies = ({ steps }: RunRecord): (number | undefined)[] =>
  steps.map((step) => {
    const { started, ended } = lastOf(step) ?? {};
    return started === undefined || ended === undefined ? undefined : Math.round(ended - started);
  });
export const queues = ({ steps }: RunRecord): (number | undefined)[] =>
  steps.map((step) => {
    const { runnable, asked } = lastOf(step) ?? {};
    return runnable === undefined || asked === undefined ? undefined : Math.round(asked - runnable);
  });
export const T = 1_795_917_401;
export const iso = (s: number): string => new Date((T + s) * 1e3).toISOString();
