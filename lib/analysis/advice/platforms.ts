import { strategyNamed, usesWorkers } from "@/lib/engine/strategies";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import type { Simulation, SimulationPoint } from "../simulation/simulation";
import { worthwhileItemMs } from "../time/overhead";

/**
 * What starting one op run costs on platforms that a browser cannot measure. These are models, not measurements: the
 * interface labels them so and lets readers edit them.
 */
export interface Platform {
  readonly id: string;
  readonly label: string;
  /** Start of one op run until its body begins, ms. */
  readonly startMs: number;
  /** One message, one way, ms. */
  readonly transferMs: number;
  readonly because: string;
}

export const PLATFORMS: readonly Platform[] = [
  {
    id: "process",
    label: "A process",
    startMs: 100,
    transferMs: 0.1,
    because:
      "Python's spawn starts an interpreter and imports the program: tens to hundreds of milliseconds.",
  },
  {
    id: "step",
    label: "A step in a process of its own",
    startMs: 5_500,
    transferMs: 10,
    because:
      "The example of Dagster's page spends about 5.5 s a wave beside its work: a process, the code location, its events, files between steps.",
  },
  {
    id: "pod-warm",
    label: "A pod on a node that is there",
    startMs: 3_000,
    transferMs: 50,
    because:
      "Scheduling and starting a container whose image is on the node: a few seconds; results go through object storage.",
  },
  {
    id: "pod-cold",
    label: "A pod, cold",
    startMs: 45_000,
    transferMs: 50,
    because: "A node to be added or an image to be pulled: half a minute to minutes.",
  },
];

export interface OnPlatform {
  readonly platform: Platform;
  /** ms under each strategy that uses workers. */
  readonly predictions: readonly { readonly strategy: StrategyName; readonly point: SimulationPoint }[];
  /** ms that an item must take for an op run's overhead to be at most a tenth. */
  readonly worthwhileItemMs: number;
}

export function onPlatform(simulation: Simulation, platform: Platform): OnPlatform {
  const { startMs, transferMs } = platform;
  return {
    platform,
    predictions: STRATEGIES.filter((name) => usesWorkers(strategyNamed(name))).map((strategy) => ({
      strategy,
      point: simulation.at({ strategy, startMs, transferMs }),
    })),
    worthwhileItemMs: worthwhileItemMs(startMs + 2 * transferMs),
  };
}
