/**
 * What `lib/sdk/fanout.d.ts` exports. A test holds that these lists and that file say the same.
 * Functions and classes, which exist while a program runs:
 */
export const SDK_VALUES = [
  "Dir",
  "File",
  "NonRecoverable",
  "Process",
  "Queue",
  "QueueClosed",
  "TimeoutError",
  "compute",
  "context",
  "cpuCount",
  "dynamic",
  "environment",
  "group",
  "launchPlan",
  "map",
  "mapUnordered",
  "meter",
  "random",
  "sleep",
  "starmap",
  "task",
  "traced",
  "workflow",
] as const;

/** Interfaces and type aliases, which are gone once the types are stripped. */
export const SDK_TYPES = [
  "Environment",
  "EnvironmentOptions",
  "LaunchPlan",
  "LaunchPlanOptions",
  "LaunchPlanOverrides",
  "MapOptions",
  "RetryPolicy",
  "Strategy",
  "Task",
  "TaskOptions",
  "Workflow",
  "WorkflowOptions",
] as const;
