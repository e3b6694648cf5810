import type { EmbedParameters } from "@/lib/share/embed-fragment";
import { EMBED_OPTIONS, LONE_VIEWS } from "@/lib/share/embed-options";
import { parseFragment } from "@/lib/share/fragment";
import type { DecodedLink } from "@/lib/share/link";
import { VIEWS } from "@/lib/share/link-state";

/**
 * Reads a fragment. The codec and the schemas of lib/share are three times the page's own script, so they are loaded only
 * for a fragment that needs them: `#example=letters&view=tree` does not.
 */
export async function readPageFragment(fragment: string): Promise<DecodedLink> {
  const light = readLight(fragment);
  if (light !== undefined) return light.link;
  const { decodeLink } = await import("@/lib/share/link");
  return decodeLink(fragment, EMBED_OPTIONS);
}

/** The same for the fragment of an embed. */
export async function readEmbedFragment(fragment: string): Promise<EmbedParameters> {
  const light = readLight(fragment);
  if (light !== undefined) return light;
  const { parseEmbedFragment } = await import("@/lib/share/embed-fragment");
  return parseEmbedFragment(fragment);
}

const LIGHT: ReadonlyMap<string, RegExp> = new Map([
  ["example", /^[\w-]{1,64}$/],
  ["view", new RegExp(`^(${VIEWS.join("|")})$`)],
  ["theme", /^(auto|light|dark)$/],
  ["readonly", /^(true)?$/],
  ["height", /^(auto|fill)$/],
  ["show", new RegExp(`^(${LONE_VIEWS.join("|")})$`)],
]);

/** @returns undefined unless every option is valid: lib/share explains mistakes. */
function readLight(fragment: string): EmbedParameters | undefined {
  const parsed = parseFragment(fragment);
  if ("tooLong" in parsed || parsed.payload !== undefined) return undefined;
  const { options } = parsed;
  for (const [name, value] of options) if (!LIGHT.get(name)?.test(value)) return undefined;
  const example = options.get("example");
  const view = VIEWS.find((known) => known === options.get("view"));
  const theme = options.get("theme");
  const show = LONE_VIEWS.find((known) => known === options.get("show"));
  const common = { ok: true, state: view === undefined ? {} : { view }, notes: [] } as const;
  return {
    link: example === undefined ? { ...common, kind: "none" } : { ...common, kind: "example", example },
    theme: theme === "light" || theme === "dark" ? theme : "auto",
    readonly: options.has("readonly"),
    height: options.get("height") === "auto" ? "auto" : "fill",
    ...(show && { show }),
    notes: [],
  };
}
