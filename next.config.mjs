import { PHASE_DEVELOPMENT_SERVER } from "next/constants.js";
import { headerRules } from "./scripts/headers.mjs";

// A static site: every page is a file in out/. FANOUT_BASE_PATH ("/fanout") puts it under a folder of a host.
const basePath = process.env.FANOUT_BASE_PATH ?? "";

/** @type {import("next").NextConfig} */
const site = {
  output: "export",
  trailingSlash: true,
  basePath,
  images: { unoptimized: true },
  // Code that builds URLs by hand (sandbox.html, monaco/) reads the base path from here.
  env: {
    NEXT_PUBLIC_BASE_PATH: basePath,
    // Where "Send report" of a referee leads: docs/hosting.md.
    NEXT_PUBLIC_REPORT_TO: process.env.FANOUT_REPORT_TO ?? "",
  },
  // `npm test` checks types, tests among them; a build does not do it again.
  typescript: { ignoreBuildErrors: true },
};

/** The development server sends the headers that a host should send, but for the ones that cache. */
const development = {
  ...site,
  output: undefined,
  // Without it `next dev` on 127.0.0.1 serves pages that never hydrate.
  allowedDevOrigins: ["127.0.0.1"],
  // Files of generated/, from the server of scripts/dev.mjs.
  rewrites: async () => {
    const url = process.env.FANOUT_GENERATED_URL;
    return { fallback: url ? [{ source: "/:path*", destination: `${url}:path*` }] : [] };
  },
  headers: async () =>
    headerRules
      .filter(({ headers }) => !("Cache-Control" in headers))
      .map(({ path, headers }) => ({
        source: path.replace("*", ":path*"),
        headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
      })),
};

/** @param {string} phase */
const config = (phase) => (phase === PHASE_DEVELOPMENT_SERVER ? development : site);

export default config;
