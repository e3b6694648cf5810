import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compilers } from "@/lib/language/compilers";
import { LANGUAGE_IDS } from "@/lib/model/language";
import { TEMPLATE_IDS, templateOf } from "./templates";

describe.each(LANGUAGE_IDS)("templates in %s", (language) => {
  it.each(TEMPLATE_IDS)("%s compiles, without advice", async (id) => {
    const compiled = await compilers[language](templateOf(language, id));
    expect(compiled.ok).toBe(true);
    expect(compiled.ok && (compiled.program.warnings ?? [])).toEqual([]);
  });
});

const TSC = new URL("../../../../node_modules/typescript/bin/tsc", import.meta.url).pathname;
const SDK = new URL("../../../sdk/fanout.d.ts", import.meta.url);

it("have no type errors", () => {
  const folder = mkdtempSync(join(tmpdir(), "fanout-templates-"));
  try {
    const options = {
      target: "esnext",
      module: "esnext",
      moduleResolution: "bundler",
      lib: ["esnext"],
      types: [],
    };
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions: { ...options, strict: true, noEmit: true } }),
    );
    writeFileSync(join(folder, "fanout.d.ts"), readFileSync(SDK));
    for (const id of TEMPLATE_IDS) writeFileSync(join(folder, `${id}.ts`), templateOf("typescript", id));
    const { stdout } = spawnSync(process.execPath, [TSC, "-p", folder, "--pretty", "false"], {
      encoding: "utf8",
    });
    expect(stdout).toBe("");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
