import type { Example } from "./example";
import type { TryLink } from "./lessons/lesson";

/**
 * The program of an example with a try's changes made.
 * @throws Error if a text to be replaced does not stand in it exactly once
 */
export function editedSource(example: Pick<Example, "name" | "source">, { edits = {} }: TryLink): string {
  return Object.entries(edits).reduce((source, [was, is]) => {
    const parts = source.split(was);
    if (parts.length !== 2) {
      throw new Error(
        `programs/${example.name}.ts has ${parts.length - 1} × ${JSON.stringify(was)}, not one`,
      );
    }
    return parts.join(is);
  }, example.source);
}
