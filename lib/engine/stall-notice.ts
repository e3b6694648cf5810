import { getOrCreate } from "@/lib/base/get-or-create";
import { WAITING_MAX_GROUPS, WAITING_MAX_LISTED } from "@/lib/model/limits";
import type { WaitingReport } from "@/lib/protocol/from-runner";
import type { Stall } from "@/lib/protocol/page";
import type { Queues } from "./queues";
import type { EngineWorker } from "./workers/worker";

type Wait = Stall["waits"][number];

interface Group {
  readonly kind: Wait["kind"];
  readonly name: string;
  count: number;
  readonly tasks: Set<string>;
  readonly spans: number[];
}

/** Names of tasks that are listed of one group. */
const MAX_TASKS = 5;

/** What is waited for where something may still happen; null where that is nothing to show. */
export function stallOf(
  queues: Queues,
  reports: ReadonlyMap<EngineWorker, WaitingReport>,
  polled: readonly EngineWorker[],
): Stall | null {
  const groups = new Map<string, Group>();
  const add = (kind: Wait["kind"], name: string, count: number, task?: string, span?: number) => {
    const group = getOrCreate(groups, `${kind} ${name}`, () => ({
      kind,
      name,
      count: 0,
      tasks: new Set<string>(),
      spans: [],
    }));
    group.count += count;
    if (task !== undefined && group.tasks.size < MAX_TASKS) group.tasks.add(task);
    if (span !== undefined && span >= 0 && group.spans.length < WAITING_MAX_LISTED) group.spans.push(span);
  };
  for (const { get, queue } of queues.waiting()) add("item", queue, 1, get.task, get.span);
  const all = [...reports.values()];
  const running = polled.length - all.length;
  const hasTimers = all.some(({ timers }) => timers > 0);
  // A body that waits for a promise of its own is worth a word only where that may never come.
  if (running === 0 && !hasTimers)
    for (const { own, ownBodies } of all) {
      add("promise", "", own - ownBodies.length);
      for (const { task, span } of ownBodies) add("promise", "", 1, task, span);
    }
  const waits = [...groups.values()]
    .filter(({ count }) => count > 0)
    .slice(0, WAITING_MAX_GROUPS)
    .map(({ tasks, ...group }) => ({ ...group, tasks: [...tasks] }));
  return waits.length === 0 ? null : { waits, mayGoOn: running > 0 || hasTimers };
}
