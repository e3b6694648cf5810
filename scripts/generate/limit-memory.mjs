// The most memory that a module of WebAssembly may ever have is in the module: whoever runs it, the browser holds it.

const MAGIC = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const MEMORY_SECTION = 5;
const HAS_MAXIMUM = 1;

/** An unsigned LEB128 number (WebAssembly's specification, 5.2.2). @returns {[value: number, end: number]} */
function read(bytes, from) {
  let value = 0;
  for (let at = from, shift = 0; ; at++, shift += 7) {
    const byte = bytes[at];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at + 1];
  }
}

/**
 * A copy of a module with a lower maximum of its one memory. The number is written in as many bytes as the one before.
 * @param {Uint8Array} module
 * @param {number} pages of 64 KiB
 * @throws Error where the module has no such memory
 */
export function limitMemory(module, pages) {
  const limited = Uint8Array.from(module);
  if (MAGIC.some((byte, at) => limited[at] !== byte)) throw new Error("this is no WebAssembly");
  for (let at = MAGIC.length; at < limited.length; ) {
    const [size, begin] = read(limited, at + 1);
    if (limited[at] !== MEMORY_SECTION) {
      at = begin + size;
      continue;
    }
    const [count, flags] = read(limited, begin);
    const [minimum, maximumAt] = read(limited, flags + 1);
    if (count !== 1 || (limited[flags] & HAS_MAXIMUM) === 0) break;
    const [maximum, end] = read(limited, maximumAt);
    if (minimum > pages || maximum < pages) throw new Error(`its memory has ${minimum} to ${maximum} pages`);
    for (let rest = pages, byte = maximumAt; byte < end; byte++, rest = Math.floor(rest / 128))
      limited[byte] = (rest % 128) | (byte + 1 < end ? 0x80 : 0);
    return limited;
  }
  throw new Error("it has no memory with a maximum");
}
