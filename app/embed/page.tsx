import type { Metadata } from "next";
import { EmbedPage } from "@/components/embed/embed-page";
import { earlyInputScript } from "@/lib/app/early-input";

export const metadata: Metadata = { title: "Embed", robots: { index: false } };

export default function Page() {
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, and it must run before the page's script */}
      <script dangerouslySetInnerHTML={{ __html: earlyInputScript(false) }} />
      <EmbedPage />
    </>
  );
}
