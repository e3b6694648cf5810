import { absoluteUrl } from "./site-url";

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
