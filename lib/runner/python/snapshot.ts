/**
 * Memory of a started interpreter, as the build makes it (scripts/generate/python-snapshot.mjs) and workers take it. Only pages that
 * differ from those of a fresh instance of the same WebAssembly are in it, which are about a third.
 *
 * Layout, in 32-bit words of little endian: MAGIC, bytes of the memory, bytes of the state, number of runs; then first page and number
 * of pages of each run; then the state (JSON, padded to whole words); then the pages of all runs.
 */
const MAGIC = 0x31_53_50_46;
const PAGE = 4096;
const HEAD = 4;

/** Pyodide's own format: its header has 12 words, of which the second is where the memory begins and the third the length of the state. */
const RAW_HEAD = 12;

const wholeWords = (bytes: number): number => Math.ceil(bytes / 4) * 4;

/** @param raw what Pyodide gives @param fresh memory of an instance in which nothing has run */
export function packSnapshot(raw: Uint8Array, fresh: Uint8Array): Uint8Array {
  const head = new Uint32Array(raw.buffer, raw.byteOffset, RAW_HEAD);
  const [, begin = 0, length = 0] = head;
  const state = raw.subarray(RAW_HEAD * 4, RAW_HEAD * 4 + length);
  const memory = raw.subarray(begin);
  const runs: [first: number, pages: number][] = [];
  for (let page = 0; page * PAGE < memory.length; page++) {
    if (isSame(memory, fresh, page * PAGE)) continue;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === page) last[1] += 1;
    else runs.push([page, 1]);
  }
  const pages = runs.reduce((sum, [, count]) => sum + count, 0);
  const stateAt = (HEAD + 2 * runs.length) * 4;
  const packed = new Uint8Array(stateAt + wholeWords(state.length) + pages * PAGE);
  new Uint32Array(packed.buffer).set([MAGIC, memory.length, state.length, runs.length, ...runs.flat()]);
  packed.set(state, stateAt);
  let at = stateAt + wholeWords(state.length);
  for (const [first, count] of runs) {
    packed.set(memory.subarray(first * PAGE, (first + count) * PAGE), at);
    at += count * PAGE;
  }
  return packed;
}

function isSame(memory: Uint8Array, fresh: Uint8Array, from: number): boolean {
  for (let at = from; at < from + PAGE; at++) if (memory[at] !== (fresh[at] ?? 0)) return false;
  return true;
}

/** What is used of an instance of Pyodide's WebAssembly. */
export interface PythonMemory {
  readonly HEAPU8: Uint8Array;
  growMemory(bytes: number): unknown;
  /** Addresses of CPython's `_PyRuntime`, and of the offset of a field in it. */
  readonly __PyRuntime: number;
  readonly __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET: number;
}

/**
 * Writes a snapshot into a fresh instance. How CPython calls functions depends on the browser: that field of the instance stays.
 * @returns Pyodide's state @throws Error for what is no snapshot
 */
export function restoreSnapshot(packed: Uint8Array, instance: PythonMemory): unknown {
  const words = new Uint32Array(packed.buffer, packed.byteOffset, Math.floor(packed.length / 4));
  const [magic, bytes = 0, length = 0, count = 0] = words;
  if (magic !== MAGIC) throw new Error("this is no snapshot of Python");
  if (instance.HEAPU8.length < bytes) instance.growMemory(bytes);
  const { HEAPU8: memory, __PyRuntime, __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET } = instance;
  const numbers = new DataView(memory.buffer);
  const callsAt = __PyRuntime + numbers.getInt32(__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET, true);
  const calls = numbers.getInt32(callsAt, true);
  const stateAt = (HEAD + 2 * count) * 4;
  let at = stateAt + wholeWords(length);
  for (let run = 0; run < count; run++) {
    const first = words[HEAD + 2 * run] ?? 0;
    const size = (words[HEAD + 2 * run + 1] ?? 0) * PAGE;
    memory.set(packed.subarray(at, at + size), first * PAGE);
    at += size;
  }
  numbers.setInt32(callsAt, calls, true);
  // Copied: a decoder takes no shared memory.
  return JSON.parse(new TextDecoder().decode(packed.slice(stateAt, stateAt + length)));
}
