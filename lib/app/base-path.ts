/** Folder of the host that serves the site: "" or "/fanout". Set when the site is built. */
const BASE_PATH = process.env.NEXT_PUBLIC_BASE_PATH ?? "";

/**
 * URL of a file of the site, whole, because workers made from blobs cannot resolve relative ones.
 * @param path from the root of the site, as in "/sandbox.html".
 */
export function publicUrl(path: string): string {
  return new URL(`${BASE_PATH}${path}`, location.href).href;
}
