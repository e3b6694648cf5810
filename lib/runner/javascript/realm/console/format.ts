import { show } from "./show";

/** Characters past which the arguments of a line are not looked at any more. */
const MAX_TEXT = 11 * 1024;
const SPECIFIER = /%([sdifoOc%])/g;

/** The text of a line: texts as they are, what else there is as a browser shows it, with `%s` and the like replaced. */
export function lineText(args: readonly unknown[]): string {
  const [first, ...rest] = args;
  if (typeof first !== "string" || rest.length === 0 || !first.includes("%")) return joined("", args);
  let used = 0;
  const start = first.slice(0, MAX_TEXT).replace(SPECIFIER, (found, letter: string) => {
    if (letter === "%") return "%";
    return used < rest.length ? replaced(letter, rest[used++]) : found;
  });
  return joined(start, rest.slice(used), true);
}

function joined(start: string, args: readonly unknown[], isBegun = false): string {
  let text = start;
  for (const [at, arg] of args.entries()) {
    if (text.length > MAX_TEXT) break;
    if (isBegun || at > 0) text += " ";
    text += typeof arg === "string" ? arg.slice(0, MAX_TEXT) : show(arg);
  }
  return text.slice(0, MAX_TEXT);
}

/** What comes in the place of a specifier, by the Console Standard. */
function replaced(letter: string, arg: unknown): string {
  switch (letter) {
    case "c":
      return "";
    case "o":
    case "O":
      return show(arg);
    case "s":
      return asText(arg).slice(0, MAX_TEXT);
    default: {
      if (typeof arg === "symbol") return "NaN";
      const text = asText(arg).slice(0, 400);
      return show(letter === "f" ? Number.parseFloat(text) : Number.parseInt(text, 10));
    }
  }
}

function asText(value: unknown): string {
  try {
    return String(value);
  } catch {
    return show(value);
  }
}
