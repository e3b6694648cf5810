import { describe, expect, test } from "vitest";
import { PROGRAM_MAX_BYTES } from "@/lib/model/limits";
import { compile } from "./compile";
import { errorsOf, load, programOf, referenceRuntime, withEntry } from "./testing";

describe("the program", () => {
  test("has its entry's name and the source's digest", () => {
    const source =
      'import { workflow } from "fanout";\nconst wf = workflow(async () => 1);\nexport { wf as default };\n';
    const program = programOf(source);
    expect(program.name).toBe("wf");
    expect(program.definitions).toMatchObject([
      { name: "wf", binding: "wf", entry: true, line: 2, column: 12 },
    ]);
    expect(program.hash).toMatch(/^[0-9a-f]{16}$/);
    expect(programOf(`${source} `).hash).not.toBe(program.hash);
    expect(programOf(source).hash).toBe(program.hash);
  });

  test("imports nothing: the SDK is the runner's, however its import is written", async () => {
    const { code } = programOf(
      'import { workflow } from "fanout";\nimport "fanout";\nimport * as f from \'fanout\';\nexport { sleep, task as t } from "fanout";\nexport * from "fanout";\n' +
        'export * as all from "fanout";\nexport const lazy = async () => (await import("fanout")).sleep, other = () => import(`fanout`);\n' +
        'export const kept = ["fanout", "fanout:sdk", m === f.map];\nexport default workflow(() => 1);\nimport {\n  map as m,\n} from "fanout";\n',
    );
    expect(code).not.toMatch(/\bimport\b|\bfrom "fanout"/);
    const loaded = await load(code, referenceRuntime());
    const { all, sleep, t, lazy, other } = loaded as Record<string, never> & {
      all: Record<string, unknown>;
      lazy: () => Promise<unknown>;
      other: () => Promise<unknown>;
    };
    expect([sleep, t]).toEqual([all.sleep, all.task]);
    expect(await lazy()).toBe(sleep);
    expect(await other()).toBe(all);
    expect(loaded.kept).toEqual(["fanout", "fanout:sdk", true]);
  });

  test("ends with its name for stacks, also behind a comment", () => {
    expect(programOf(`${withEntry("")}// the end`).code).toMatch(/\/\/ the end\n\/\/# sourceURL=main\.ts\n$/);
  });

  test("is plain data", () => {
    const program = programOf(withEntry("const a = task(async () => await 1);", "task, workflow"));
    expect(structuredClone(program)).toEqual(program);
    expect(JSON.parse(JSON.stringify(program))).toEqual(program);
  });

  test("may be 256 KiB long, and no longer", () => {
    const entry = withEntry("");
    const fill = (bytes: number) => `${entry}//${"é".repeat((bytes - entry.length - 2) / 2)}`;
    expect(compile(fill(PROGRAM_MAX_BYTES - (entry.length % 2))).ok).toBe(true);
    expect(errorsOf(fill(PROGRAM_MAX_BYTES + 2 + (entry.length % 2)))).toEqual([
      { message: "The program is 257 KiB. The limit is 256 KiB." },
    ]);
  });
});
