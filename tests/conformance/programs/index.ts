import { context } from "./context";
import { javascript } from "./javascript";
import { limits } from "./limits";
import type { ProgramCase } from "./program-case";
import { values } from "./values";
import { waiting } from "./waiting";

export const programCases: readonly ProgramCase[] = [
  ...values,
  ...limits,
  ...waiting,
  ...javascript,
  ...context,
];
