const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/gs;

/** Undefined: it is no JSON. Python writes `NaN` and `Infinity` for numbers that JSON does not have: they are read as null. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return /NaN|Infinity/.test(text) ? withoutNaN(text) : undefined;
  }
}

function withoutNaN(text: string): unknown {
  try {
    return JSON.parse(
      text.replace(TEXT_OR_NUMBER, (found) => (found[0] === '"' ? found : "null")),
    ) as unknown;
  } catch {
    return undefined;
  }
}
