// A static site: every page is a file in out/. FANOUT_BASE_PATH ("/fanout") puts it under a folder of a host.
const basePath = process.env.FANOUT_BASE_PATH ?? "";

/** @type {import("next").NextConfig} */
const config = {
  output: "export",
  trailingSlash: true,
  basePath,
  images: { unoptimized: true },
  // Without it `next dev` on 127.0.0.1 serves pages that never hydrate.
  allowedDevOrigins: ["127.0.0.1"],
  // Code that builds URLs by hand (sandbox.html, monaco/) reads the base path from here.
  env: { NEXT_PUBLIC_BASE_PATH: basePath },
};

export default config;
