import { publicUrl } from "../base-path";

/** ms after which a network that does not answer is none. */
const SOURCE_TIMEOUT_MS = 2_500;

/** Where a sandbox is opened. */
export interface SandboxSource {
  /** Without the nonce. */
  readonly url: string;
  /** The page at `url` is not the sandbox but makes one within itself: workers/sandbox-offline.ts. */
  readonly wrapped: boolean;
}

/**
 * A sandbox's own page, from the network; or, where our page was kept by a service worker and there is no network, a
 * page that opens the kept one. A page that no worker has kept cannot be without a network, and is not asked to wait.
 * @param path of sandbox-manifest.generated.ts
 */
export function sandboxSource(path: string): SandboxSource | Promise<SandboxSource> {
  const direct = { url: publicUrl(path), wrapped: false };
  if (!isKept()) return direct;
  return reaches(direct.url).then((online) =>
    online ? direct : { url: publicUrl(path.replace("sandbox", "sandbox-offline")), wrapped: true },
  );
}

/** In a host's sandbox the very question is an error. */
function isKept(): boolean {
  try {
    return (navigator.serviceWorker?.controller ?? null) !== null;
  } catch {
    return false;
  }
}

/** Any answer will do. HEAD, because that is what the service worker leaves to the network. */
async function reaches(url: string): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    await fetch(url, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(SOURCE_TIMEOUT_MS) });
    return true;
  } catch {
    return false;
  }
}
