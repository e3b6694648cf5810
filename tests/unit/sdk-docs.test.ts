import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { RUNNER_PROTOCOL_VERSION } from "@/lib/protocol/runner";
import { Runner } from "@/lib/runner/execute/runner";
import { javascript } from "@/lib/runner/javascript/language";
import { declarations, reference } from "../../scripts/sdk-docs.mjs";

const types = readFileSync("lib/sdk/fanout.d.ts", "utf8");

describe("the SDK's reference", () => {
  it("matches the types (npm run docs)", () => {
    expect(readFileSync("docs/sdk.md", "utf8")).toBe(reference(types));
  });

  it("names every function and class that a program can import, and the runner has each of them", () => {
    const values = declarations(types)
      .filter(({ code }) => /^(function|class|const) /.test(code))
      .map(({ name }) => name);
    let runtime: readonly string[] = [];
    const language = javascript(async (_, { sdk }) => {
      runtime = Object.keys(sdk).sort();
      return {};
    });
    const strategies = [{ inline: true, inlineSlots: 1, limited: false, chunked: false }];
    const init = { worker: 0, epoch: 0, seed: 1, strategy: 0, strategies, maxParallelism: 25, workers: 1 };
    new Runner(() => undefined, language).load({
      ...init,
      protocol: RUNNER_PROTOCOL_VERSION,
      code: "",
      versions: {},
      prior: new Map(),
      cores: 1,
    });
    expect([...new Set(values)].sort()).toEqual(runtime);
  });

  it("describes each of them", () => {
    const named = new Map<string, string>();
    for (const { name, doc } of declarations(types)) named.set(name, (named.get(name) ?? "") + doc);
    expect([...named].filter(([, doc]) => doc === "").map(([name]) => name)).toEqual([]);
  });
});
