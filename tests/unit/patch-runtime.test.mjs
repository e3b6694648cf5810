import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { patchRuntime } from "../../scripts/generate/patch-runtime.mjs";

it("changes Pyodide's script where a stack is suspended and where it goes on, and refuses another script", () => {
  const script = readFileSync("node_modules/pyodide/pyodide.asm.mjs", "utf8");
  const patched = patchRuntime(script);
  expect(patched.match(/HEAP32\[frameAt\]=0;return\{threadState,stackState,frame,/g)).toHaveLength(1);
  expect(patched.match(/HEAP32\[state\.threadState\+52>>2\]=state\.frame;/g)).toHaveLength(1);
  expect(() => patchRuntime(patched)).toThrow("pyodide.asm.mjs has another text than");
});
