// x² of many numbers, repeated on a warm pool; the first maps are discarded.
import { map, sleep, task, workflow } from "fanout";

const square = task((x: number) => x * x);

export default workflow(
  async ({ n, warmUps, times, holdMs }) => {
    const numbers = Array.from({ length: n }, (_, i) => i);
    const taken: number[] = [];
    let results: number[] = [];
    for (let i = 0; i < warmUps + times; i++) {
      if (i === warmUps && holdMs > 0) {
        console.log("warm");
        await sleep(holdMs);
      }
      const started = performance.now();
      results = await map(square, numbers);
      if (i >= warmUps) taken.push(performance.now() - started);
    }
    if (holdMs > 0) {
      console.log("measured");
      await sleep(holdMs);
    }
    let wrong = n - results.length;
    for (let i = 0; i < n; i++) if (results[i] !== i * i) wrong++;
    return { taken, wrong };
  },
  { name: "squares_again", inputs: { n: 100_000, warmUps: 3, times: 5, holdMs: 0 } },
);
