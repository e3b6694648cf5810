import { context } from "./context";
import { copies } from "./copies";
import { errors } from "./errors";
import { javascript } from "./javascript";
import { limits } from "./limits";
import type { ProgramCase } from "./program-case";
import { uncloneable } from "./uncloneable";
import { uncloneableItems } from "./uncloneable-items";
import { values } from "./values";
import { waiting } from "./waiting";

export const programCases: readonly ProgramCase[] = [
  ...values,
  ...copies,
  ...errors,
  ...uncloneable,
  ...uncloneableItems,
  ...limits,
  ...waiting,
  ...javascript,
  ...context,
];
