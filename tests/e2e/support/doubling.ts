import type { Settings } from "@/lib/model/settings";
import { defaultSettings } from "@/lib/model/settings";
import { encodeLink } from "@/lib/share/link";
import type { LinkState } from "@/lib/share/link-state";

/** A user's program, not an example. */
export const DOUBLING = `import { map, task, workflow } from "fanout";
const twice = task((n: number) => 2 * n);
export default workflow(async ({ upTo }) => map(twice, Array.from({ length: upTo }, (_, i) => i)), {
  name: "doubling",
  inputs: { upTo: 4 },
});
`;

/** The fragment of a link to it, with an input, for one round. */
export const doublingLink = (settings: Partial<Settings>, view?: LinkState["view"]): string =>
  encodeLink(
    { code: DOUBLING, inputs: { upTo: 6 }, settings: { ...settings, rounds: 1 }, view },
    defaultSettings(2),
  );
