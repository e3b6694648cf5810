// Items that only wait; the first map is discarded.
import { map, sleep, task, workflow } from "fanout";

const wait = task(async (ms: number) => {
  await sleep(ms);
  return ms;
});

export default workflow(
  async ({ n, ms, warmUps, times }) => {
    const taken: number[] = [];
    let wrong = 0;
    for (let i = 0; i < warmUps + times; i++) {
      const waits = Array.from({ length: n }, () => (i < warmUps ? 1 : ms));
      const started = performance.now();
      const results = await map(wait, waits);
      if (i >= warmUps) taken.push(performance.now() - started);
      if (results.length !== n) wrong++;
    }
    return { taken, wrong };
  },
  { name: "sleeps_again", inputs: { n: 26, ms: 100, warmUps: 1, times: 1 } },
);
