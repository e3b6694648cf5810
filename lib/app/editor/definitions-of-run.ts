import type { Definition } from "@/lib/language/program";

const declares = (text: string, binding: string): boolean =>
  text.includes(`${binding} =`) || text.includes(`${binding}=`) || text.includes(`${binding}:`);

/**
 * The definitions that were part of a run and are still in the code, at the lines where they are now: a note must not be
 * shown for other code.
 *
 * @param definitions of the newest program that compiled, which may be of neither text
 * @param ran the code that ran
 */
export function definitionsOfRun(
  definitions: readonly Definition[],
  ran: string,
  code: string,
): readonly Definition[] {
  if (ran === code) return definitions;
  const before = ran.split("\n");
  const now = code.split("\n");
  return definitions.flatMap((definition) => {
    const { line, binding } = definition;
    const texts = [before[line - 1], now[line - 1]].filter((text) => text !== undefined);
    const text = binding === undefined ? texts[0] : texts.find((each) => declares(each, binding));
    if (text === undefined || text.trim() === "" || !before.includes(text)) return [];
    const [place] = now
      .flatMap((each, at) => (each === text ? [at + 1] : []))
      .toSorted((a, b) => Math.abs(a - line) - Math.abs(b - line));
    return place === undefined ? [] : [{ ...definition, line: place }];
  });
}
