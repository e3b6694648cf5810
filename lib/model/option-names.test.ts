import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { OPTION_NAMES } from "./option-names";

const declarations = readFileSync(new URL("../sdk/fanout.d.ts", import.meta.url), "utf8");

/** Names of an interface's properties. */
function propertiesOf(name: string): string[] {
  const body = new RegExp(`interface ${name}\\b[^{]*\\{([\\s\\S]*?)\\n  \\}`).exec(declarations)?.[1] ?? "";
  return [...body.matchAll(/^ {4}(\w+)\??:/gm)].map(([, property = ""]) => property);
}

const INTERFACES = {
  task: "TaskOptions",
  dynamic: "TaskOptions",
  workflow: "WorkflowOptions",
  launchPlan: "LaunchPlanOptions",
  withOverrides: "LaunchPlanOverrides",
  environment: "EnvironmentOptions",
  retries: "RetryPolicy",
  map: "MapOptions",
  starmap: "MapOptions",
  mapUnordered: "MapOptions",
} as const;

describe("the options that are known", () => {
  it.each(Object.entries(INTERFACES))("%s: are those of fanout.d.ts", (of, name) => {
    expect([...OPTION_NAMES[of as keyof typeof INTERFACES]].sort()).toEqual(propertiesOf(name).sort());
  });

  it("are all held by a declaration", () => {
    const held = [...Object.keys(INTERFACES), "reuse", "traced"].sort();
    expect(Object.keys(OPTION_NAMES).sort()).toEqual(held);
    expect(declarations).toContain(
      `reuse?: { ${OPTION_NAMES.reuse.map((name) => `${name}?: number`).join("; ")} }`,
    );
    expect(declarations).toContain("options?: { name?: string },\n  ): (...args: A)");
  });
});
