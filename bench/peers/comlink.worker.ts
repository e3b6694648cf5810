import * as Comlink from "comlink";
import { square, squareAll, squareList } from "./peer";

const api = {
  square,
  squareList,
  squareAll: (numbers: Float64Array<ArrayBuffer>) => Comlink.transfer(squareAll(numbers), [numbers.buffer]),
};
export type ComlinkApi = typeof api;

self.addEventListener("message", ({ data }: MessageEvent<{ readonly port: MessagePort }>) => {
  Comlink.expose(api, data.port);
});
