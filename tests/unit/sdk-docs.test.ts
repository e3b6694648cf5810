import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createSdk } from "@/lib/runner/javascript/api/sdk";
import { declarations, reference } from "../../scripts/sdk-docs.mjs";

const types = readFileSync("lib/sdk/fanout.d.ts", "utf8");

describe("the SDK's reference", () => {
  it("is what the types say (npm run docs)", () => {
    expect(readFileSync("docs/sdk.md", "utf8")).toBe(reference(types));
  });

  it("names every function and class that a program can import, and the runtime has each of them", () => {
    const values = declarations(types)
      .filter(({ code }) => /^(function|class|const) /.test(code))
      .map(({ name }) => name);
    const runtime = createSdk(() => {
      throw new Error("no thread is needed to name its exports");
    });
    expect([...new Set(values)].sort()).toEqual(Object.keys(runtime).sort());
  });

  it("says what each of them is", () => {
    const named = new Map<string, string>();
    for (const { name, doc } of declarations(types)) named.set(name, (named.get(name) ?? "") + doc);
    expect([...named].filter(([, doc]) => doc === "").map(([name]) => name)).toEqual([]);
  });
});
