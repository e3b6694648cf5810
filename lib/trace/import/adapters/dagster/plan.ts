import type { DagsterEvent } from "./event";

/** Key of a planned step → keys of the steps that it takes inputs from. "[?]" stands for each mapping key. */
export type Plan = ReadonlyMap<string, readonly string[]>;

/** "work[file_0]": the planned step, and the mapping key. */
export function keyParts(step: string): {
  readonly planned: string;
  readonly mappingKey: string | undefined;
} {
  const found = /^(.*)\[([^\]]*)\](.*)$/s.exec(step);
  return found
    ? { planned: `${found[1]}[?]${found[3]}`, mappingKey: found[2] }
    : { planned: step, mappingKey: undefined };
}

/** "crawl.fetch[page_1]" → "crawl.fetch". */
export const taskOf = (step: string): string => step.replace(/\[[^\]]*\]/, "");

/** Which steps a step waited for, by the plan. */
export class Dependencies {
  private readonly items = new Map<string, string[]>();

  constructor(
    private readonly plan: Plan,
    steps: Iterable<string>,
  ) {
    for (const step of steps) {
      const { planned, mappingKey } = keyParts(step);
      if (mappingKey === undefined) continue;
      const items = this.items.get(planned);
      if (items) items.push(step);
      else this.items.set(planned, [step]);
    }
  }

  /** Undefined where the plan is not in the record. */
  of(step: string): readonly string[] | undefined {
    const { planned, mappingKey } = keyParts(step);
    const upstream = this.plan.get(planned) ?? this.plan.get(step);
    if (upstream === undefined) return undefined;
    return upstream.flatMap((key) => {
      if (!key.includes("[?]")) return [key];
      if (mappingKey !== undefined) return [key.replace("[?]", `[${mappingKey}]`)];
      return this.items.get(key) ?? [];
    });
  }

  /** The step whose outputs an item is one of: the first upstream step outside its map. */
  sourceOf(step: string): string | undefined {
    const { planned, mappingKey } = keyParts(step);
    if (mappingKey === undefined) return undefined;
    const seen = new Set<string>();
    for (let key: string | undefined = planned; key !== undefined && !seen.has(key); ) {
      seen.add(key);
      const upstream: readonly string[] = this.plan.get(key) ?? [];
      const mapped: string | undefined = upstream.find((each) => each.includes("[?]"));
      if (mapped === undefined) return upstream[0] ?? "";
      key = mapped;
    }
    return "";
  }
}

/** Mapping keys in the order in which a dynamic op gave them. */
export function mappingKeysOf(events: readonly DagsterEvent[]): ReadonlyMap<string, number> {
  const keys = new Map<string, number>();
  for (const { type, mappingKey } of events)
    if (type === "STEP_OUTPUT" && mappingKey !== undefined && !keys.has(mappingKey))
      keys.set(mappingKey, keys.size);
  return keys;
}
