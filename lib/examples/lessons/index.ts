import { chunks } from "./chunks";
import { dagsterRun } from "./dagster-run";
import { hybrid } from "./hybrid";
import { ioOrCpu } from "./io-or-cpu";
import type { Lesson } from "./lesson";
import { letters } from "./letters";
import { mixed } from "./mixed";
import { nested } from "./nested";
import { reports } from "./reports";
import { retries } from "./retries";
import { spawn } from "./spawn";
import { squares } from "./squares";

export type { Lesson, TryLink } from "./lesson";

/** In the order of the examples, and then the record. */
export const lessons: readonly Lesson[] = [
  letters,
  squares,
  chunks,
  ioOrCpu,
  nested,
  mixed,
  spawn,
  hybrid,
  reports,
  retries,
  dagsterRun,
];
