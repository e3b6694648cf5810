import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { themeScript } from "@/lib/playground/theme";
import "./globals.css";

const description =
  "Write a pipeline in TypeScript, press Run, and see the same code run sequentially, as dynamic op runs and on a warm pool, on real Web Workers: how long each takes, where the time goes, and every nested run.";

export const metadata: Metadata = {
  title: { default: "Fanout: how should this work be split up?", template: "%s · Fanout" },
  description,
  applicationName: "Fanout",
  openGraph: { title: "Fanout", description, type: "website" },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
};

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    // The script below sets the theme before React has a look.
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, and it must run before the first paint */}
        <script data-plain dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>{children}</body>
    </html>
  );
}
