// 26 pieces, some of which fail at first. What has to run again: the piece,
// its chunk, or everything?
import {
  context,
  NonRecoverable,
  type RetryPolicy,
  random,
  sleep,
  starmap,
  task,
  workflow,
} from "fanout";

// Wait 1, 3, then 7 times the delay, give or take one delay. A piece that
// waits holds no worker.
const policy: RetryPolicy = {
  maxRetries: 3,
  delayMs: 20,
  backoff: "exponential",
  jitter: "plus-minus",
};

type Settings = {
  pieceMs: number;
  failRate: number;
  broken: string;
  minSuccessRatio: number;
};

const compute_piece = task(
  async (piece: string, { pieceMs, failRate, broken }: Settings) => {
    await sleep(pieceMs);
    // A retry cannot help: stop here.
    if (piece === broken) throw new NonRecoverable(`"${piece}" is broken`);
    // The same pieces fail under every strategy, at most twice.
    const { attempt } = context();
    if (attempt <= 2 && random() < failRate) {
      throw new Error(`"${piece}" failed at attempt ${attempt}`);
    }
    return piece.toUpperCase();
  },
  { retries: policy },
);

const compute_all = (settings: Settings) =>
  starmap(
    compute_piece,
    [..."abcdefghijklmnopqrstuvwxyz"].map((piece) => [piece, settings]),
    { key: ([piece]) => piece, minSuccessRatio: settings.minSuccessRatio },
  );

// After a failure: skip what has not started, or still run it?
const fail_fast = workflow(compute_all, {
  name: "fail_fast",
  failurePolicy: "failFast",
});
const finish_rest = workflow(compute_all, {
  name: "finish_rest",
  failurePolicy: "finishRunnable",
});

export default workflow(
  async ({ finishRest, ...settings }) => {
    const compute = finishRest ? finish_rest : fail_fast;
    const capitals = await compute(settings);
    // A piece that failed after all retries is null, if allowed.
    return capitals.map((capital) => capital ?? "·").join("");
  },
  {
    name: "retries",
    inputs: {
      // How long one attempt takes, in ms
      pieceMs: 20,
      // Share of the first and second attempts that fail, 0 to 1
      failRate: 0.3,
      // A letter that always fails, for example q; empty is none
      broken: "",
      // Share of the pieces that must succeed, 0 to 1
      minSuccessRatio: 1,
      // Run the rest after a failure
      finishRest: false,
    },
  },
);
