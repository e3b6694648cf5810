/** The script's own name at the place where Fanout is served, or the name of one version of it. */
const NAME = /\/embed(?:-[\d.]+-[\da-f]{8})?\.js(?:[?#].*)?$/;

/**
 * Where Fanout is served, with a trailing slash: this script is served from there. A script that was bundled or imported
 * does not know its address; then the page's script tag with the name does. Markup can name itself so that `document` returns it
 * as the current script, so the type is checked.
 */
export function ownBase(current: unknown): string | undefined {
  for (const tag of [current, ...document.querySelectorAll("script[src]")])
    if (tag instanceof HTMLScriptElement && NAME.test(tag.src)) return tag.src.replace(NAME, "/");
  return undefined;
}
