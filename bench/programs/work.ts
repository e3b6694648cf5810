// A fixed amount of CPU work per item, mapped repeatedly; the first maps are discarded.
import { compute, map, sleep, task, workflow } from "fanout";

const work = task((units: number) => compute(units));

export default workflow(
  async ({ units, warmUps, times, holdMs }) => {
    const taken: number[] = [];
    let wrong = 0;
    for (let i = 0; i < warmUps + times; i++) {
      if (i === warmUps && holdMs > 0) {
        console.log("warm");
        await sleep(holdMs);
      }
      const started = performance.now();
      const results = await map(work, units);
      if (i >= warmUps) taken.push(performance.now() - started);
      for (const result of results) if (!(result > 0)) wrong++;
    }
    if (holdMs > 0) {
      console.log("measured");
      await sleep(holdMs);
    }
    return { taken, wrong };
  },
  { name: "work_again", inputs: { units: [1, 1], warmUps: 1, times: 1, holdMs: 0 } },
);
