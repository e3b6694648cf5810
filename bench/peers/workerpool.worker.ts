import workerpool from "workerpool";
import { square, squareAll, squareList } from "./peer";

workerpool.worker({
  square,
  squareList,
  squareAll: (numbers: Float64Array<ArrayBuffer>) =>
    new workerpool.Transfer(squareAll(numbers), [numbers.buffer]),
});
