import type { Metadata } from "next";

/** Title and description, once for search engines and once for link previews. */
export function pageMetadata({
  title,
  description,
}: {
  readonly title: string;
  readonly description: string;
}): Metadata {
  return {
    title,
    description,
    openGraph: { title, description, type: "article", siteName: "Fanout" },
    twitter: { card: "summary_large_image", title, description },
  };
}
