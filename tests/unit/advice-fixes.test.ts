import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ruleCases } from "@/lib/language/typescript/advice/testing";
import { programWith } from "@/lib/language/typescript/advice/testing/rule-case";

const TSC = new URL("../../node_modules/typescript/bin/tsc", import.meta.url).pathname;
const SDK = new URL("../../lib/sdk/fanout.d.ts", import.meta.url);

/** As in components/editor/monaco-typescript.ts. */
const OPTIONS = {
  target: "esnext",
  module: "esnext",
  moduleResolution: "bundler",
  moduleDetection: "force",
  lib: ["esnext", "webworker"],
  types: [],
  strict: true,
  noEmit: true,
};

it("what fixes make has no type errors", () => {
  const folder = mkdtempSync(join(tmpdir(), "fanout-fixes-"));
  const write = (name: string, text: string | Uint8Array) => writeFileSync(join(folder, name), text);
  let files = 0;
  try {
    write("tsconfig.json", JSON.stringify({ compilerOptions: OPTIONS }));
    write("fanout.d.ts", readFileSync(SDK));
    for (const [rule, { triggers }] of Object.entries(ruleCases))
      for (const [index, { fixed, imports, fixedImports }] of triggers.entries()) {
        if (fixed === undefined) continue;
        // Casts that let the mistake pass are no part of what the fix makes.
        const code = programWith(fixed.replaceAll(" as never", ""), fixedImports ?? imports);
        write(`${rule}-${index}.ts`, code);
        files++;
      }
    const { stdout } = spawnSync(process.execPath, [TSC, "-p", folder, "--pretty", "false"], {
      encoding: "utf8",
    });
    expect(stdout).toBe("");
    expect(files).toBeGreaterThan(20);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
