import { sitePath } from "../site-path";

/**
 * A path of the site as others must write it. Whole where the build was told FANOUT_URL, which is where the site will
 * stand; else it begins at the host, which most readers of link previews understand and some do not.
 * @param path from the site's root, as in "/pictures/fanout.png"
 */
export function absoluteUrl(path: string): string {
  const base = process.env.FANOUT_URL;
  return base ? new URL(path.replace(/^\//, ""), base.replace(/\/*$/, "/")).href : sitePath(path);
}
