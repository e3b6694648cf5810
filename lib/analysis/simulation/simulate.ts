import type { Host, WorkerEvents, WorkerHandle } from "@/lib/engine/host";
import type { TrialPlan } from "@/lib/engine/plan";
import { strategyNamed } from "@/lib/engine/strategies";
import { Trial } from "@/lib/engine/trial";
import { VirtualClock } from "@/lib/engine/virtual-clock";
import { LIMITS_BY_SOURCE } from "@/lib/model/limits";
import type { Lane } from "@/lib/protocol/rows";
import type { RunnerInit } from "@/lib/protocol/runner";
import type { SimulationModel } from "./model";
import type { SimulationParameters } from "./parameters";
import { type SimulatedItem, SimulatedWorker, type SimulatedWorld } from "./simulated-worker";

/**
 * ms that a recorded run would take, or NaN where the recording does not show how the entry ended.
 *
 * Runs it again: the engine itself, in virtual time, with workers that spend the times of the recording. Only time is
 * simulated: bodies take what they took, and workers never hold one another up.
 *
 * @param observe called with each body that has run on a worker
 */
export function simulatedWallMs(
  model: SimulationModel,
  parameters: SimulationParameters,
  observe?: (item: SimulatedItem) => void,
): number {
  const host = new SimulatedHost(model, parameters, observe);
  let wallMs: number | undefined;
  const events = {
    tick: () => undefined,
    ended: (end: { readonly wallMs: number }) => {
      wallMs = end.wallMs;
    },
  };
  new Trial(planOf(model, parameters), host, events, undefined).start();
  // The run ends with its entry; what nobody waits for does not finish.
  while (wallMs === undefined && host.next());
  return wallMs ?? Number.NaN;
}

function planOf(model: SimulationModel, parameters: SimulationParameters): TrialPlan {
  const { strategy, workers, concurrency, maxParallelism, chunk } = parameters;
  const startsPool = strategy === undefined ? model.startsPool : strategyNamed(strategy).runs === "pool";
  return {
    workers,
    concurrency,
    maxParallelism,
    chunk,
    strategy: strategy ?? model.strategy,
    hasEnvironments: !startsPool,
    start: "cold",
    seed: 1,
    timeoutMs: Number.POSITIVE_INFINITY,
    code: "",
    versions: {},
    inputs: {},
    cache: [],
    prior: new Map(),
    records: false,
    bounds: { ...LIMITS_BY_SOURCE.simulated, tickMs: Number.POSITIVE_INFINITY },
  };
}

class SimulatedHost extends VirtualClock implements Host {
  readonly cores = 1;
  private readonly world: SimulatedWorld;
  private readonly started = new Map<string, number>();
  private sentAt = 0;

  constructor(
    private readonly model: SimulationModel,
    private readonly parameters: SimulationParameters,
    observe: SimulatedWorld["observe"],
  ) {
    super();
    const { maxParallelism, perDispatchMs } = parameters;
    this.world = {
      clock: this,
      model,
      parameters,
      calls: new Map(),
      scopes: [{ id: 0, limit: maxParallelism, soft: true }],
      observe,
      sendAt: () => {
        this.sentAt = Math.max(this.sentAt, this.now()) + perDispatchMs;
        return this.sentAt;
      },
    };
  }

  start({ worker }: RunnerInit, events: WorkerEvents, role: Lane["role"], label: string): WorkerHandle {
    const startMs = this.startMs(role, label);
    this.after(startMs, () => events.loaded(null));
    return new SimulatedWorker(this.world, worker, this.now() + startMs, events);
  }

  private startMs(role: Lane["role"], label: string): number {
    const { parameters, model } = this;
    if (role === "driver") return model.before;
    if (role === "pool" && parameters.warm) return 0;
    const size = role === "pool" ? (model.environments.get(label)?.lanes ?? parameters.workers) : 0;
    const key = role === "pool" ? label : "";
    const i = this.started.get(key) ?? 0;
    this.started.set(key, i + 1);
    return parameters.startMs(i, size);
  }
}
