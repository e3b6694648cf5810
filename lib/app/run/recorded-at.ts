import { isoTime } from "@/lib/base/dates";

/** When a run was, for links: nothing where its record does not say. */
export const recordedAtOf = ({ startedAt }: { readonly startedAt: number }): { recordedAt?: string } =>
  Number.isNaN(startedAt) ? {} : { recordedAt: isoTime(startedAt) };
