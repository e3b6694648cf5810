// Calls inside calls, so many deep, one after another; a call's time is the total divided by their number.
import { task, workflow } from "fanout";

const down = task(async (depth: number): Promise<number> => (depth > 1 ? 1 + (await down(depth - 1)) : 1));

export default workflow(
  async ({ depth, calls, warmUps, times }) => {
    const taken: number[] = [];
    let wrong = 0;
    for (let i = 0; i < warmUps + times; i++) {
      const started = performance.now();
      for (let j = 0; j < calls; j++) if ((await down(depth)) !== depth) wrong++;
      if (i >= warmUps) taken.push((performance.now() - started) / calls);
    }
    return { taken, wrong };
  },
  { name: "nested_calls", inputs: { depth: 2, calls: 20, warmUps: 2, times: 3 } },
);
