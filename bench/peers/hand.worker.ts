import { compute } from "@/lib/runner/javascript/api/work";
import { squareAll } from "./peer";

/** Answers a number with its square. */
export type HandRequest =
  | number
  | { readonly at: number; readonly numbers: Float64Array<ArrayBuffer> }
  | { readonly at: number; readonly units: number }
  | { readonly at: number; readonly work: Float64Array<ArrayBuffer> }
  | { readonly echo: Uint8Array }
  | { readonly relay: number }
  /** The next worker, which requests are passed on to, and the previous one. */
  | { readonly relayTo: MessagePort }
  | { readonly relayFrom: MessagePort };

export interface HandAnswer {
  readonly at: number;
  readonly numbers: Float64Array<ArrayBuffer>;
}

let onward: MessagePort | undefined;

function answer(port: MessagePort, request: HandRequest): void {
  if (typeof request === "number") port.postMessage(request * request);
  else if ("numbers" in request) {
    const numbers = squareAll(request.numbers);
    port.postMessage({ at: request.at, numbers }, [numbers.buffer]);
  } else if ("units" in request) port.postMessage({ at: request.at, value: compute(request.units) });
  else if ("work" in request) {
    const numbers = request.work.map((units) => compute(units));
    port.postMessage({ at: request.at, numbers }, [numbers.buffer]);
  } else if ("echo" in request) port.postMessage(request.echo);
  else if ("relay" in request) onward?.postMessage(request.relay);
  else if ("relayTo" in request) {
    onward = request.relayTo;
    onward.onmessage = ({ data }: MessageEvent<number>) => port.postMessage(data);
  } else {
    const { relayFrom } = request;
    relayFrom.onmessage = ({ data }: MessageEvent<number>) => relayFrom.postMessage(data * data);
  }
}

self.addEventListener("message", ({ data }: MessageEvent<{ readonly port: MessagePort }>) => {
  const { port } = data;
  port.onmessage = (event: MessageEvent<HandRequest>) => answer(port, event.data);
});
