import "./poolifier-scope";
import { ThreadWorker } from "poolifier-web-worker";
import { square, squareAll, squareList } from "./peer";

type Data = number | readonly number[] | Float64Array<ArrayBuffer>;

// A task function cannot transfer its result, so the chunk comes back as a copy.
new ThreadWorker<Data, Data>({
  square: (data?: Data) => square(data as number),
  squareList: (data?: Data) => squareList(data as readonly number[]),
  squareAll: (data?: Data) => squareAll(data as Float64Array<ArrayBuffer>),
});
