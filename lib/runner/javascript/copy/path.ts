const IS_IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const MAX_PATH = 200;

/** One step into a value: an index, a key, or text for steps of other kinds. */
export type Step = number | string | { readonly text: string };

/** A path as a program would write it: `result.pages[3].url`. */
export function pathOf(name: string, steps: readonly Step[]): string {
  let path = name;
  for (const step of steps) {
    if (path.length > MAX_PATH) return `${path}…`;
    if (typeof step === "object") path += step.text;
    else if (typeof step === "number") path += `[${step}]`;
    else if (IS_IDENTIFIER.test(step)) path += `.${step}`;
    else path += `[${JSON.stringify(step.slice(0, MAX_PATH))}]`;
  }
  return path;
}
