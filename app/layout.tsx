import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { sitePath } from "@/components/learn/site-path";
import { offlineScript } from "@/lib/app/offline-script";
import { PALETTES } from "@/lib/app/theme/palette";
import { themeScript } from "@/lib/app/theme/theme";
import "./globals.css";

/** A development server changes under the reader's hands: nothing of it is kept. */
const KEEPS_OFFLINE = process.env.NODE_ENV === "production" && process.env.FANOUT_OFFLINE !== "off";

const description =
  "Write a pipeline in TypeScript or Python and press Run. The same code runs sequentially, as dynamic op runs and on a warm pool of Web Workers. See how long each takes, where the time goes and every nested call.";

export const metadata: Metadata = {
  title: { default: "Fanout: how should you split up this work?", template: "%s · Fanout" },
  description,
  applicationName: "Fanout",
  openGraph: { title: "Fanout", description, type: "website", siteName: "Fanout" },
  twitter: { card: "summary_large_image", title: "Fanout", description },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: PALETTES.light.surface },
    { media: "(prefers-color-scheme: dark)", color: PALETTES.dark.surface },
  ],
};

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    // The script below sets the theme before React has a look.
    <html lang="en" suppressHydrationWarning>
      <head>
        <link rel="apple-touch-icon" href={sitePath("/pictures/icon-180.png")} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, and it must run before the first paint */}
        <script data-plain dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>
        {children}
        {KEEPS_OFFLINE && (
          // biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, for pages that have no other script
          <script data-plain dangerouslySetInnerHTML={{ __html: offlineScript(sitePath("")) }} />
        )}
      </body>
    </html>
  );
}
