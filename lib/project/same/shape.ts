/** One task of a run, or one map of it, in the order in which they began. */
export interface Stage {
  /** As the program names it. */
  readonly name: string;
  /** Calls; more than one is a map. */
  readonly count: number;
  /** Retries that one call needed at most. */
  readonly retries: number;
  /** The task in the program's own text, if it is known. */
  readonly source: string;
}

/** What a run did: the structure that is written for each platform. */
export interface Shape {
  readonly name: string;
  readonly stages: readonly Stage[];
  /** Of the pool, and the limit of what runs in parallel. */
  readonly workers: number;
  /** Items of a message; undefined: the platform's default. */
  readonly chunk: number | undefined;
}

/** A stage as a function of Python. */
export interface Step extends Stage {
  /** Its name, which Python can use, and which no other step has. */
  readonly own: string;
  readonly isMap: boolean;
  /** What it is called with: nothing, one value, or the results of a map. */
  readonly takes: "nothing" | "value" | "list";
  /** What it returns: an item or a value; or a list, for a map of so many items. */
  readonly gives: "value" | number;
}

/** Stages that a program writes out; a run of a thousand different tasks is no example. */
const MAX_STAGES = 40;
const MAX_ITEMS = 1_000;

/**
 * Stages in a line: what one gives, the next one takes. Where a map has no list to run over, a step that makes one is put before it.
 */
export function stepsOf({ stages }: Shape): readonly Step[] {
  const names = new Names();
  const steps: Step[] = [];
  const push = (stage: Stage, isMap: boolean): void => {
    const before = steps.at(-1);
    const takes =
      before === undefined ? "nothing" : before.isMap || before.gives !== "value" ? "list" : "value";
    steps.push({ ...stage, own: names.of(stage.name), isMap, takes, gives: "value" });
  };
  for (const stage of stages.slice(0, MAX_STAGES)) {
    const count = Math.min(MAX_ITEMS, stage.count);
    const before = steps.at(-1);
    const isMap = count > 1;
    if (isMap && !(before?.isMap && Math.min(MAX_ITEMS, before.count) === count)) {
      if (!before || before.isMap) push({ name: "items", count: 1, retries: 0, source: "" }, false);
      const list = steps.at(-1);
      if (list) steps[steps.length - 1] = { ...list, gives: count };
    }
    push({ ...stage, count }, isMap);
  }
  return steps;
}

const KEYWORDS = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda " +
    "nonlocal not or pass raise return try while with yield list range len print main item value values int job op task workflow flyte env " +
    "Pool ProcessPoolExecutor DynamicOut DynamicOutput RetryPolicy driver pool map_task multiprocess_executor enumerate str"
  ).split(" "),
);

/** Names that Python can use, each given once. */
class Names {
  private readonly used = new Set<string>();

  of(name: string): string {
    const plain = name
      .replace(/[^A-Za-z0-9_]+/g, "_")
      .replace(/^_+|_+$/g, "")
      .slice(0, 60);
    const base = /^[A-Za-z]/.test(plain) && !KEYWORDS.has(plain) ? plain : `step_${plain || "1"}`;
    let own = base;
    for (let n = 2; this.used.has(own); n += 1) own = `${base}_${n}`;
    this.used.add(own);
    return own;
  }
}

/** The name of what runs the steps. */
export const nameOfJob = (shape: Shape, steps: readonly Step[]): string => {
  const names = new Names();
  for (const { own } of steps) names.of(own);
  return names.of(/^(?:main|main\.py)?$/.test(shape.name) ? "pipeline" : shape.name);
};
