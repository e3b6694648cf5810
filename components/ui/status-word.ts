import type { Status } from "@/lib/model/status";

const WORDS: Readonly<Record<Status, string>> = {
  running: "Running",
  succeeded: "Succeeded",
  failed: "Failed",
  interrupted: "Interrupted",
  skipped: "Skipped",
  cancelled: "Cancelled",
};

export const statusWord = (status: Status): string => WORDS[status];
