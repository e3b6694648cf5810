// The headless Chromium inside the package @sparticuz/chromium: Linux on x64, no libraries needed but the C library.
// The package itself unpacks to fixed names in the shared temporary folder; we unpack into node_modules.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { inRoot } from "./paths.mjs";

const packageFolder = inRoot("node_modules/@sparticuz/chromium");

/**
 * True if a browser starts: asks for its version only, which finds missing libraries too.
 * @param {string} path
 * @param {Record<string, string>} env
 */
export function starts(path, env = {}) {
  // Chrome on Windows opens a window instead of printing its version.
  if (process.platform === "win32") return existsSync(path);
  return spawnSync(path, ["--version"], { env: { ...process.env, ...env }, timeout: 30_000 }).status === 0;
}

/** @returns {import("./browser.mjs").Browser | undefined} undefined where it does not run */
export function packagedBrowser() {
  if (process.platform !== "linux" || process.arch !== "x64" || !existsSync(packageFolder)) return undefined;
  const folder = unpacked();
  const path = join(folder, "chromium");
  const fonts = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_FILE: join(folder, "fonts.conf") };
  // The machine's own libraries first: the package's are for machines without them.
  const libraries = [process.env.LD_LIBRARY_PATH, join(folder, "lib")].filter(Boolean).join(":");
  const env = [fonts, { ...fonts, LD_LIBRARY_PATH: libraries }].find((candidate) => starts(path, candidate));
  return env && { path, env, from: "@sparticuz/chromium" };
}

/** Unpacks once (3 s), into a temporary folder that is then renamed. */
function unpacked() {
  const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  const folder = inRoot("node_modules/.cache/fanout", `chromium-${version}`);
  if (existsSync(folder)) return folder;
  const draft = `${folder}-${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const source = join(packageFolder, "bin");
  for (const name of readdirSync(source).filter((file) => file.endsWith(".br"))) {
    const content = brotliDecompressSync(readFileSync(join(source, name)));
    if (name === "chromium.br") writeFileSync(join(draft, "chromium"), content, { mode: 0o755 });
    else spawnSync("tar", ["-x", "--no-same-owner", "-C", draft], { input: content });
  }
  writeFileSync(join(draft, "fonts.conf"), fontSettings(folder));
  try {
    renameSync(draft, folder);
  } catch {
    rmSync(draft, { recursive: true, force: true }); // another process was as fast
  }
  return folder;
}

const fontSettings = (folder) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
