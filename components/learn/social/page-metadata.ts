import type { Metadata } from "next";

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
