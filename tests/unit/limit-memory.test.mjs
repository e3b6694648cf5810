import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { limitMemory } from "../../scripts/generate/limit-memory.mjs";
import { inRoot } from "../../scripts/paths.mjs";

/** (module (memory (export "m") 1 65535)), whose maximum has three bytes. */
const MODULE = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[5, 6, 1, 1, 1, 0xff, 0xff, 3],
  ...[7, 5, 1, 1, 0x6d, 2, 0],
);

const memoryOf = (bytes) => new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports.m;

describe("limitMemory", () => {
  it("lets a memory grow to the limit and no further", () => {
    const memory = memoryOf(limitMemory(MODULE, 8));
    memory.grow(7);
    expect(memory.buffer.byteLength).toBe(8 * 65_536);
    expect(() => memory.grow(1)).toThrow(RangeError);
  });

  it("changes nothing but the limit", () => {
    const limited = limitMemory(MODULE, 300);
    expect(limited.length).toBe(MODULE.length);
    expect([...limited].filter((byte, at) => byte !== MODULE[at])).toHaveLength(3);
  });

  it("limits Python's own memory", () => {
    const bytes = readFileSync(inRoot("node_modules/pyodide/pyodide.asm.wasm"));
    const limited = limitMemory(bytes, 8192);
    expect(WebAssembly.validate(limited)).toBe(true);
    expect(limited.length).toBe(bytes.length);
  });

  it("refuses what it cannot limit", () => {
    expect(() => limitMemory(MODULE.subarray(0, 8), 8)).toThrow("no memory with a maximum");
    expect(() => limitMemory(MODULE.subarray(1), 8)).toThrow("no WebAssembly");
    expect(() => limitMemory(limitMemory(MODULE, 8), 9)).toThrow("1 to 8 pages");
  });
});
