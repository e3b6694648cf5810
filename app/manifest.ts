import type { MetadataRoute } from "next";
import { sitePath } from "@/components/learn/site-path";
import { PALETTES } from "@/lib/app/theme/palette";

export const dynamic = "force-static";

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "Fanout",
    short_name: "Fanout",
    description: "Compare ways to split up work: a plain loop, dynamic op runs or a warm pool.",
    id: sitePath("/"),
    start_url: sitePath("/"),
    scope: sitePath("/"),
    display: "minimal-ui",
    background_color: PALETTES.light.surface,
    theme_color: PALETTES.light.surface,
    icons: [
      { src: sitePath("/icon.svg"), sizes: "any", type: "image/svg+xml" },
      { src: sitePath("/pictures/icon-512.png"), sizes: "512x512", type: "image/png" },
    ],
  };
}
