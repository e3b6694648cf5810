import { expose, Transfer } from "threads/worker";
import { square, squareAll, squareList } from "./peer";

const api = {
  square,
  squareList,
  squareAll: (numbers: Float64Array<ArrayBuffer>) => Transfer(squareAll(numbers), [numbers.buffer]),
};
export type ThreadsApi = typeof api;

expose(api);
