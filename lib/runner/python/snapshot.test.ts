import { describe, expect, it } from "vitest";
import { type PythonMemory, packSnapshot, restoreSnapshot } from "./snapshot";

const PAGE = 4096;
const STATE = { keys: ["ä", 1] };
const OFFSET_AT = 8 * PAGE;
const RUNTIME_AT = 4 * PAGE;

/** What Pyodide would give: its header, the state, and memory. */
function rawOf(memory: Uint8Array): Uint8Array {
  const state = new TextEncoder().encode(JSON.stringify(STATE));
  const raw = new Uint8Array(128 + memory.length);
  new Uint32Array(raw.buffer).set([0x70_6e_73_00, 128, state.length]);
  raw.set(state, 48);
  raw.set(memory, 128);
  return raw;
}

/** @param calls how this browser's CPython calls functions */
function instance(memory: Uint8Array, calls: number): PythonMemory {
  new DataView(memory.buffer).setInt32(OFFSET_AT, 16, true);
  new DataView(memory.buffer).setInt32(RUNTIME_AT + 16, calls, true);
  return {
    HEAPU8: memory,
    growMemory: () => undefined,
    __PyRuntime: RUNTIME_AT,
    __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET: OFFSET_AT,
  };
}

/** Ten pages of a fresh instance, of which the third holds data. */
function fresh(calls: number): PythonMemory {
  const memory = new Uint8Array(10 * PAGE);
  memory.fill(7, 2 * PAGE, 3 * PAGE);
  return instance(memory, calls);
}

describe("a snapshot", () => {
  const used = fresh(5).HEAPU8;
  used.fill(9, PAGE, PAGE + 10);
  used.fill(0, 2 * PAGE, 3 * PAGE);
  used[6 * PAGE - 1] = 1;

  it("gives a fresh instance the memory and the state, and leaves how it calls functions", () => {
    const packed = packSnapshot(rawOf(used), fresh(5).HEAPU8);
    const here = fresh(8);
    expect(restoreSnapshot(packed, here)).toEqual(STATE);
    const expected = instance(used.slice(), 8).HEAPU8;
    expect(here.HEAPU8).toEqual(expected);
  });

  it("holds only pages that differ from a fresh instance's", () => {
    const packed = packSnapshot(rawOf(used), fresh(5).HEAPU8);
    expect(Math.floor(packed.length / PAGE)).toBe(3);
  });

  it("asks for more memory where the instance has less", () => {
    const packed = packSnapshot(rawOf(used), new Uint8Array());
    let memory = new Uint8Array(9 * PAGE);
    const small: PythonMemory = {
      ...instance(memory, 3),
      get HEAPU8() {
        return memory;
      },
      growMemory(bytes) {
        const grown = new Uint8Array(bytes);
        grown.set(memory);
        memory = grown;
      },
    };
    restoreSnapshot(packed, small);
    expect(memory).toEqual(instance(used.slice(), 3).HEAPU8);
  });

  it("is not anything else", () => {
    expect(() => restoreSnapshot(new Uint8Array(64), fresh(1))).toThrow("no snapshot of Python");
  });
});
