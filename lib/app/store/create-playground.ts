import { defaultSettings } from "@/lib/model/settings";
import { createCompiler } from "../run/compiler";
import type { RunService } from "../run/run-service";
import { createPlaygroundStore, type PlaygroundServices, type PlaygroundStore } from "./store";

/** Cores assumed where no browser has been asked yet: in the exported HTML. */
const ASSUMED_CORES = 8;

/** The store of a page, with the real compiler and the real engine. Touches nothing until something is compiled. */
export function createPlayground({ cache }: Pick<PlaygroundServices, "cache">): PlaygroundStore {
  let runner: Promise<RunService> | undefined;
  const loadRunner = (): Promise<RunService> => {
    runner ??= import("../run/run-service").then(({ createRunService }) => createRunService());
    runner.catch(() => {
      runner = undefined;
    });
    return runner;
  };
  return createPlaygroundStore({
    compiler: createCompiler(),
    loadRunner,
    settings: defaultSettings(ASSUMED_CORES),
    theme: "system",
    cache,
  });
}
