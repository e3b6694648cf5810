import { portOpened } from "@/lib/base/watch-ports";
import type { DrawnKind, FromPreview, Prepared, ToPreview } from "./messages";

/** ms from when the worker is ready until a file is shown as its source. */
const DEADLINE_MS = 1_500;
/** ms that packing files may take. */
const ZIP_DEADLINE_MS = 60_000;

const startWorker = (): Worker =>
  new Worker(new URL("../../workers/preview.ts", import.meta.url), { type: "module", name: "preview" });

const LATE: Prepared = {
  as: "source",
  why: "This file takes too long to draw, so its source is shown.",
};
const NO_WORKER: Prepared = {
  as: "source",
  why: "This page cannot draw files here, so the source is shown.",
};

/**
 * Prepares a file, in a worker that ends afterwards: nothing that a program wrote can hold up the page. Always resolves. Where no
 * worker can start, as in an embed whose host gives it no origin, the source is shown.
 */
export async function preparePreview(
  kind: DrawnKind,
  mediaType: string,
  content: Uint8Array,
  signal?: AbortSignal,
  start: () => Worker = startWorker,
): Promise<Prepared> {
  const request: ToPreview = { type: "prepare", kind, mediaType, content };
  try {
    const answer = await ask(start, request, DEADLINE_MS, signal);
    return answer?.type === "prepared" ? answer.prepared : LATE;
  } catch {
    return NO_WORKER;
  }
}

/** Packs files in a worker. @throws Error where that is impossible; the message says why */
export async function zipInWorker(
  files: ReadonlyMap<string, Uint8Array>,
  start: () => Worker = startWorker,
): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await ask(start, { type: "zip", files }, ZIP_DEADLINE_MS);
  if (answer?.type !== "zipped")
    throw new Error("The files could not be packed within a minute. Save them one by one.");
  return answer.zip;
}

/** @returns undefined when it is late. Rejects where there is no worker */
function ask(
  start: () => Worker,
  request: ToPreview,
  deadlineMs: number,
  signal?: AbortSignal,
): Promise<FromPreview | undefined> {
  return new Promise((resolve, reject) => {
    const worker = start();
    portOpened("Preview worker", worker);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (): void => {
      clearTimeout(timer);
      worker.terminate();
    };
    signal?.addEventListener("abort", end);
    worker.addEventListener("error", () => {
      end();
      reject(new Error("The preview's worker failed."));
    });
    worker.addEventListener("message", ({ data }: MessageEvent<FromPreview>) => {
      if (data.type === "ready") {
        worker.postMessage(request);
        timer = setTimeout(() => {
          end();
          resolve(undefined);
        }, deadlineMs);
        return;
      }
      end();
      resolve(data);
    });
  });
}
