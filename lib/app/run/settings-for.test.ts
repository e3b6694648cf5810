import { expect, it } from "vitest";
import { settingsFor } from "./settings-for";

it("changes what the finding is about, and keeps the strategies' order", () => {
  expect(settingsFor({ do: "run also", strategy: "async" }, ["sequential", "pooled"])).toEqual({
    strategies: ["sequential", "async", "pooled"],
  });
  expect(settingsFor({ do: "set", setting: "maxParallelism", value: 26 }, [])).toEqual({
    maxParallelism: 26,
  });
  expect(settingsFor({ do: "set", setting: "rounds", value: 9 }, [])).toEqual({ rounds: 9 });
  expect(settingsFor({ do: "run again" }, ["pooled"])).toBeUndefined();
});
