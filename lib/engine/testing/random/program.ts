/** What a step's value or argument is. Numbers choose among what there is, so that any of them is a program. */
export type Expression =
  /** A value written down; values.ts. */
  | { readonly is: "value"; readonly which: number }
  /** The argument, or the result of an earlier step. */
  | { readonly is: "earlier"; readonly which: number }
  /** One of the run's inputs, in the entry; elsewhere as `earlier`. */
  | { readonly is: "input"; readonly which: number }
  | { readonly is: "list"; readonly parts: readonly Expression[] };

export interface MapOptions {
  readonly concurrency: number;
  readonly minSuccessRatio: number;
  /** As it is written in the program. */
  readonly chunkSize: string;
  readonly strategy: string;
  readonly isKeyed: boolean;
}

/** What any body can do. */
export type PlainStep =
  /** Changes an earlier value, in a way that depends on its type. */
  | { readonly do: "touch"; readonly which: number; readonly by: number }
  | { readonly do: "sleep"; readonly ms: number }
  | { readonly do: "draw" }
  | { readonly do: "traced"; readonly n: number }
  /** Throws for some arguments; in a task or dynamic in its first attempts only. */
  | { readonly do: "throw"; readonly what: number; readonly residue: number; readonly attempts: number };

export type Step =
  | PlainStep
  | {
      readonly do: "call";
      readonly target: number;
      readonly argument: Expression;
      /** late: the argument is changed between the call and its await; cached: for launch plans. */
      readonly how: "await" | "late" | "process" | "cached";
    }
  | {
      readonly do: "map";
      readonly target: number;
      readonly items: readonly Expression[];
      /** late: the items are changed between the call and its await. */
      readonly form: "map" | "late" | "starmap" | "unordered" | "unordered twice" | "unordered break";
      readonly options: MapOptions;
    }
  /** In parallel. */
  | { readonly do: "chains"; readonly chains: readonly (readonly Step[])[] }
  /** The first of some calls. Which one it is, is not used. */
  | { readonly do: "race"; readonly targets: readonly number[]; readonly argument: Expression }
  | { readonly do: "group"; readonly steps: readonly Step[]; readonly result: Expression }
  | { readonly do: "catch"; readonly step: Step; readonly reads: boolean }
  /** A queue between tasks, or within the body. */
  | { readonly do: "queue"; readonly items: readonly number[]; readonly takers: number };

export interface Body {
  readonly steps: readonly Step[];
  readonly result: Expression;
}

export interface TaskDefinition extends Body {
  readonly kind: "task" | "dynamic";
  readonly isAsync: boolean;
  readonly retries: number;
  readonly delayMs: number;
  readonly timeout: number | undefined;
  readonly cache: boolean;
  readonly environment: boolean;
}

export interface WorkflowDefinition extends Body {
  readonly kind: "workflow" | "launchPlan";
  /** Its `maxParallelism`; 0: none. */
  readonly limit: number;
  readonly finishRunnable: boolean;
}

export type Definition = TaskDefinition | WorkflowDefinition;

export interface RandomProgram {
  /** Each calls later ones only: a program ends, and its depth is bounded by their number. */
  readonly definitions: readonly Definition[];
  readonly entry: Body & Pick<WorkflowDefinition, "limit" | "finishRunnable">;
}

export const isTask = (definition: Definition): definition is TaskDefinition =>
  definition.kind === "task" || definition.kind === "dynamic";

/** Index of the definition that a body calls. @param me index of the body's; -1 for the entry */
export const targetOf = (program: RandomProgram, me: number, target: number): number =>
  me + 1 + (target % (program.definitions.length - me - 1));

/** Which form a map takes: tuples and processes are for tasks. */
export const isFormOf = (definition: Definition, form: string): boolean =>
  isTask(definition) || (form !== "starmap" && form !== "process");
