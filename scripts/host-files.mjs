// Files in out/ that tell common static hosts to send the headers of headers.mjs.
import { writeFileSync } from "node:fs";
import { headerRules } from "./headers.mjs";
import { inRoot } from "./paths.mjs";

/**
 * Netlify's and Cloudflare Pages' format.
 * @param {string} basePath
 */
export const netlifyHeaders = (basePath) =>
  headerRules
    .map(({ path, headers }) => {
      const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`);
      return `${basePath}${path}\n${lines.join("")}`;
    })
    .join("\n");

/** @param {string} basePath */
export const vercelConfig = (basePath) => ({
  trailingSlash: true,
  headers: headerRules.map(({ path, headers }) => ({
    source: `${basePath}${path.replace("*", "(.*)")}`,
    headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
  })),
});

/** Azure Static Web Apps: a route's headers are added to the global ones. */
const azureConfig = (basePath) => {
  const [general, ...special] = headerRules;
  return {
    globalHeaders: general.headers,
    routes: special.map(({ path, headers }) => ({ route: `${basePath}${path}`, headers })),
    trailingSlash: "always",
    responseOverrides: { 404: { rewrite: `${basePath}/404.html` } },
  };
};

/** Writes them all. They depend on the base path; files that do not are in public/. */
export function writeHostFiles() {
  const basePath = process.env.FANOUT_BASE_PATH ?? "";
  const write = (name, text) => writeFileSync(inRoot("out", name), text);
  write("_headers", netlifyHeaders(basePath));
  write("vercel.json", `${JSON.stringify(vercelConfig(basePath), null, 2)}\n`);
  write("staticwebapp.config.json", `${JSON.stringify(azureConfig(basePath), null, 2)}\n`);
}
