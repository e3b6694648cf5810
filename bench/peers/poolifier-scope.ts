/**
 * What poolifier-web-worker 0.5.15 needs to start here; none of it affects a call. It looks for a `window`,
 * also in a worker; it names its workers by `crypto.randomUUID`, which an opaque origin does not have; and it starts
 * module workers, which cannot be made from a blob there.
 */
Object.assign(globalThis, { window: globalThis });

let made = 0;
if (!("randomUUID" in crypto))
  Object.defineProperty(crypto, "randomUUID", { value: () => `worker-${++made}` });

if (typeof Worker !== "undefined") {
  const NativeWorker = Worker;
  globalThis.Worker = class extends NativeWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, { ...options, type: "classic" });
    }
  };
}
