import { serveAnalysis } from "@/lib/analysis/worker";

serveAnalysis({
  postMessage: (message, transfer) => self.postMessage(message, { transfer }),
  set onmessage(listener: ((event: MessageEvent) => void) | null) {
    self.onmessage = listener;
  },
});
