import fc from "fast-check";
import type { VirtualHost } from "../virtual-host";

/** When a worker is killed, in events since the last kill, and which of the living ones. */
export interface Death {
  readonly after: number;
  readonly which: number;
  readonly driver: boolean;
}

/** Deaths of workers other than the driver. */
export const deaths = (most: number): fc.Arbitrary<Death[]> =>
  fc.array(fc.record({ after: fc.nat(60), which: fc.nat(100), driver: fc.constant(false) }), {
    maxLength: most,
  });

/** Kills workers as planned, between any two events. */
export function killAsPlanned(plan: readonly Death[], host: VirtualHost): void {
  let [next, ...rest] = plan;
  let left = next?.after ?? 0;
  host.beforeEvent = () => {
    if (next === undefined || left-- > 0) return;
    const workers = [...host.workers].filter(([id]) => (id === 0) === (next?.driver ?? false));
    const worker = workers[next.which % Math.max(1, workers.length)];
    if (!worker) return;
    worker[1].kill("killed by the test");
    [next, ...rest] = rest;
    left = next?.after ?? 0;
  };
}
