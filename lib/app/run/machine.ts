import type { Report } from "@/lib/protocol/report";

/** From the most specific name to the one that all contain. */
const BROWSERS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\bEdg\/(\d+)/, "Edge"],
  [/\bFirefox\/(\d+)/, "Firefox"],
  [/\b(?:Headless)?Chrome\/(\d+)/, "Chromium"],
  [/\bLinux\b.* Version\/(\d+)[\d.]* .*Safari\//, "WebKit"],
  [/\bVersion\/(\d+)[\d.]* .*Safari\//, "Safari"],
];

const SYSTEMS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/Windows/, "Windows"],
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** "Chromium 156 on Linux, 2 cores". Leaves out what the user agent does not contain. */
export function machineOf({ cores, userAgent }: Report["environment"]): string {
  const browser = BROWSERS.flatMap(([sign, name]) => {
    const version = sign.exec(userAgent)?.[1];
    return version === undefined ? [] : [`${name} ${version}`];
  })[0];
  const system = SYSTEMS.find(([sign]) => sign.test(userAgent))?.[1];
  const on = [browser ?? "unknown browser", ...(system === undefined ? [] : [`on ${system}`])].join(" ");
  return `${on}, ${cores} ${cores === 1 ? "core" : "cores"}`;
}
