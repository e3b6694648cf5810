import { sitePath } from "@/components/learn/site-path";

/**
 * A path of the site as others must write it. Whole where the build was told FANOUT_URL, which is where the site will
 * stand; else it begins at the host, which most readers of link previews understand and some do not.
 * @param path from the site's root, as in "/pictures/fanout.png"
 */
function absoluteUrl(path: string): string {
  const base = process.env.FANOUT_URL;
  return base ? new URL(path.replace(/^\//, ""), base.replace(/\/*$/, "/")).href : sitePath(path);
}

/** px; what link previews ask for. */
export const SOCIAL_SIZE = { width: 1200, height: 630 } as const;

/** The picture that goes with a link to this page. @param name of a file under /pictures/, without ".png" */
export function SocialPicture({ name, alt }: { readonly name: string; readonly alt: string }) {
  return (
    <>
      <meta property="og:image" content={absoluteUrl(`/pictures/${name}.png`)} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content={String(SOCIAL_SIZE.width)} />
      <meta property="og:image:height" content={String(SOCIAL_SIZE.height)} />
      <meta property="og:image:alt" content={alt} />
    </>
  );
}
