import type { Trace } from "@/lib/trace/trace";
import type { Cost } from "./costs";
import { type SimulationModel, simulationModelOf } from "./model";
import {
  type Quartile,
  type SimulationParameters,
  type SimulationSettings,
  TRUSTED_MAX_ERROR,
  type WhatIf,
} from "./parameters";
import { simulatedWallMs } from "./simulate";
import type { SimulatedItem } from "./simulated-worker";
import { startsOf } from "./starts";

/** How well the simulation tells what was measured: the check that comes before any prediction. */
export interface SimulationCheck {
  readonly measuredMs: number;
  readonly simulatedMs: number;
  /** |simulated − measured| / measured. */
  readonly error: number;
  /** The error is at most 15 %, and there was something to simulate. */
  readonly trusted: boolean;
}

/** Most workers a simulation is asked for. */
const ASKED_MAX_WORKERS = 1_024;

/** A prediction as a band: its error at the measured point, and the quartiles of what spawn and transfer cost, both ways. */
export interface SimulationPoint {
  readonly workers: number;
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

export interface Simulation {
  readonly model: SimulationModel;
  readonly check: SimulationCheck;
  /** Wall time in ms, as a band. */
  at(change: WhatIf): SimulationPoint;
  /** Its middle alone, for a third of the time. */
  wallMs(change: WhatIf, observe?: (item: SimulatedItem) => void): number;
}

export function simulationOf(trace: Trace, settings: SimulationSettings): Simulation {
  const model = simulationModelOf(trace, settings);
  const measured = { ...settings, workers: trace.workers };
  const run = (change: WhatIf, quartile: Quartile, observe?: (item: SimulatedItem) => void) =>
    simulatedWallMs(model, parametersOf(model, measured, change, quartile), observe);
  const simulatedMs = run({}, "mid");
  const error = Math.abs(simulatedMs - model.measuredMs) / model.measuredMs;
  const check: SimulationCheck = {
    measuredMs: model.measuredMs,
    simulatedMs,
    error,
    trusted: model.remoteCalls > 0 && error <= TRUSTED_MAX_ERROR,
  };
  return {
    model,
    check,
    wallMs: (change, observe) => run(change, "mid", observe),
    at(change) {
      const mid = run(change, "mid");
      const around = [mid, run(change, "low"), run(change, "high")];
      return {
        workers: bounded(change.workers ?? measured.workers),
        low: Math.min(...around) * (1 - Math.min(1, error)),
        mid,
        high: Math.max(...around) * (1 + error),
      };
    },
  };
}

/** Calls past which a simulation takes long enough to ask for fewer of them. */
const HEAVY_CALLS = 20_000;
export const isHeavy = ({ remoteCalls }: SimulationModel): boolean => remoteCalls > HEAVY_CALLS;

/** 1, 2, 4, … and the measured number among them. @param factor from one to the next */
export function workerSteps(measured: number, factor: number): number[] {
  const steps = new Set([bounded(measured)]);
  for (let workers = 1; workers <= ASKED_MAX_WORKERS; workers *= factor) steps.add(workers);
  return [...steps].sort((a, b) => a - b);
}

/** Bodies within this of the typical one, as a share of it or ms, differ from it by noise: a busy machine is late by that. */
const NOISE_SHARE = 0.5;
const NOISE_MS = 15;

/** ms of a body `scale` times as long as measured. @param typicalMs see `WhatIf` */
export function scaledBody(measured: number, scale: number, typicalMs: number | undefined): number {
  if (typicalMs === undefined || scale <= 1) return measured * scale;
  const deviation = measured - typicalMs;
  const isNoise =
    Math.abs(deviation) <= Math.max(NOISE_MS, NOISE_SHARE * typicalMs) && measured > typicalMs / 2;
  return isNoise ? typicalMs * scale + deviation : measured * scale;
}

const bounded = (workers: number): number => Math.max(1, Math.min(ASKED_MAX_WORKERS, Math.floor(workers)));

function parametersOf(
  model: SimulationModel,
  settings: SimulationSettings,
  change: WhatIf,
  quartile: Quartile,
): SimulationParameters {
  const { costs } = model;
  const transfer = ({ fixed, perByte }: { fixed: Cost; perByte: number }) =>
    change.transferMs === undefined
      ? (bytes: number) => fixed[quartile] + perByte * bytes
      : () => change.transferMs ?? 0;
  return {
    workers: bounded(change.workers ?? settings.workers),
    concurrency: settings.concurrency,
    maxParallelism: settings.maxParallelism,
    chunk: settings.chunk,
    chunkOfAll: change.chunk,
    strategy: change.strategy,
    warm: model.warm && change.startMs === undefined,
    startMs:
      change.startMs === undefined ? startsOf(model, settings, change, quartile) : () => change.startMs ?? 0,
    thereMs: transfer(costs.there),
    backMs: transfer(costs.back),
    perItemMs: costs.perItem[quartile],
    perDispatchMs: costs.perDispatch[quartile],
    itemMs: (measured) => change.itemMs ?? scaledBody(measured, change.itemScale ?? 1, change.typicalMs),
  };
}
