import type { CheckProgress } from "@/lib/app/referee/check";
import { formatBytes } from "@/lib/base/format";

const STAGES = {
  unpacking: (name: string) => `Starting Python for ${name}…`,
  importing: (name: string) => `Importing ${name}…`,
  running: (name: string) => `Running the program with ${name}…`,
};

/** How far a check is. @param name "Dagster 1.13.28" */
export function progressText(progress: CheckProgress | undefined, name: string): string {
  if (!progress) return "Starting…";
  if (progress.type === "stage") return STAGES[progress.stage](name);
  const { loaded, total } = progress;
  return `Downloading ${name}: ${formatBytes(loaded)} of ${formatBytes(total)}…`;
}
