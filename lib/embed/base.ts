/** The script's own name at the place where Fanout is served. */
const NAME = /\/embed\.js(?:[?#].*)?$/;

/**
 * Where Fanout is served, with a trailing slash: it lies beside this very script. A script that was bundled or imported
 * does not know where it came from; then any script tag of the page with the name tells.
 */
export function ownBase(current: HTMLOrSVGScriptElement | null): string | undefined {
  const tags = [current, ...document.querySelectorAll<HTMLScriptElement>("script[src]")];
  for (const tag of tags) {
    const src = tag && "src" in tag && typeof tag.src === "string" ? tag.src : "";
    if (NAME.test(src)) return src.replace(NAME, "/");
  }
  return undefined;
}
