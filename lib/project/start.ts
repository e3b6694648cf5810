/** A main guard. */
const GUARD = /^if[ \t]+__name__[ \t]*==[ \t]*(["'])__main__\1/m;

/** Whether the program starts what it has, as a script. */
export const startsItself = (code: string): boolean => GUARD.test(code);

/** Parameters of a function without a default, in its order. */
export function requiredParameters(code: string, name: string): readonly string[] {
  const head = new RegExp(`^(?:async )?def ${name}\\(`, "m").exec(code);
  if (!head) return [];
  const parameters = partsOf(code, head.index + head[0].length);
  return parameters
    .filter((each) => !each.includes("="))
    .map((each) => each.split(":")[0]?.trim() ?? "")
    .filter((each) => /^[A-Za-z_]\w*$/.test(each));
}

/** What commas separate, until the parenthesis is closed. Comments end with their line. */
function partsOf(code: string, start: number): readonly string[] {
  const parts = [""];
  let depth = 0;
  for (let at = start; at < code.length; at += 1) {
    const sign = code[at] ?? "";
    if (sign === "#") {
      const end = code.indexOf("\n", at);
      at = end < 0 ? code.length : end;
      continue;
    }
    if (/[([{]/.test(sign)) depth += 1;
    if (/[)\]}]/.test(sign)) depth -= 1;
    if (depth < 0) break;
    if (sign === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += sign;
  }
  return parts;
}
