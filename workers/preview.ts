import type { FromPreview, ToPreview } from "@/lib/preview/messages";
import { prepare } from "@/lib/preview/prepare";
import { zipFiles } from "@/lib/preview/zip";

const answer = (message: FromPreview): void => postMessage(message);

addEventListener("message", ({ data }: MessageEvent<ToPreview>) => {
  if (data.type === "zip") answer({ type: "zipped", zip: new Uint8Array(zipFiles(data.files)) });
  else answer({ type: "prepared", prepared: prepare(data.kind, data.mediaType, data.content) });
});
answer({ type: "ready" });
