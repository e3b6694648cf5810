import { describe, expect, test } from "vitest";
import { compile, MAX_SOURCE_BYTES } from "./compile";
import { errorsOf, programOf, withEntry } from "./testing";

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

  test("imports the SDK by the one name, however it is written", () => {
    const program = programOf(
      'import { workflow } from "fanout";\nimport "fanout";\nimport * as f from \'fanout\';\nexport { sleep } from "fanout";\nexport * from "fanout";\n' +
        'const lazy = () => import("fanout"), other = () => import(`fanout`), kept = "fanout";\nf.sleep(1);\nexport default workflow(() => 1);\n',
    );
    expect(program.code.match(/"fanout:sdk"/g)).toHaveLength(7);
    expect(program.code).toContain('kept = "fanout"');
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
    expect(compile(fill(MAX_SOURCE_BYTES - (entry.length % 2))).ok).toBe(true);
    expect(errorsOf(fill(MAX_SOURCE_BYTES + 2 + (entry.length % 2)))).toEqual([
      { message: "The program is too long: it has 257 KiB, and a program can have at most 256 KiB." },
    ]);
  });
});
