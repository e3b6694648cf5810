/**
 * Tries what injected markup or script could do in one of our pages. It runs in that page, where it is sent as text, so it
 * uses nothing from outside. `globalThis.stopped` lists the policy's reports, `globalThis.injected` is set by scripts that ran.
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
      // Refused immediately.
    }
  }
}

/** What the policies of all browsers report after `intrude`. */
export const SPOKEN_OF_BY_ALL = [
  "connect-src",
  "font-src",
  "form-action",
  "frame-src",
  "img-src",
  "script-src-elem",
];

/** Chromium connects for a frame before it asks the policy, but sends nothing: this reveals nothing. */
export const isRequest = (line: string): boolean => line !== "connection";
