import type { Metadata } from "next";
import { EmbedPage } from "@/components/embed/embed-page";

export const metadata: Metadata = { title: "Embed", robots: { index: false } };

export default function Page() {
  return <EmbedPage />;
}
