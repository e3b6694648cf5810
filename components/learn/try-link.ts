import { type Example, findExample } from "@/lib/examples";
import type { TryLink } from "@/lib/examples/lessons";
import { editedSource } from "@/lib/examples/open-try";
import { defaultSettings } from "@/lib/model/settings";
import { encodeExampleLink, encodeLink } from "@/lib/share/link";
import { sitePath } from "./site-path";

/** The page is made before it is known how many cores its reader has, so nothing may pass for a default of theirs. */
export const SAY_ALL = { ...defaultSettings(1), workers: 0, strategies: [] };

export function playgroundLink(name: string, link?: TryLink): string {
  const example = findExample(name);
  if (example === undefined) throw new Error(`There is no example "${name}".`);
  return sitePath(`/${link === undefined ? encodeExampleLink(name) : fragmentOf(example, link)}`);
}

/** The short form says only what differs from the example; a changed program has to bring all of itself along. */
function fragmentOf(example: Example, link: TryLink): string {
  const { inputs, settings, edits } = link;
  // A link has no word for the other two; they are where an example opens by itself.
  const own = example.view === "output" || example.view === "log" ? undefined : example.view;
  const view = link.view ?? own;
  if (edits === undefined) {
    return encodeExampleLink(example.name, { inputs, settings, ...(view !== own && { view }) });
  }
  return encodeLink(
    {
      code: editedSource(example, link),
      inputs: { ...example.inputs, ...inputs },
      settings: { ...example.settings, ...settings },
      view,
    },
    SAY_ALL,
  );
}
