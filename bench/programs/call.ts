// Calls one after another, each awaited; a call's time is the total divided by their number.
import { sleep, task, workflow } from "fanout";

const square = task((x: number) => x * x);

export default workflow(
  async ({ calls, warmUps, times, holdMs }) => {
    const taken: number[] = [];
    let wrong = 0;
    for (let i = 0; i < warmUps + times; i++) {
      if (i === warmUps && holdMs > 0) {
        console.log("warm");
        await sleep(holdMs);
      }
      let last = 0;
      const started = performance.now();
      for (let j = 0; j < calls; j++) last = await square(j);
      if (i >= warmUps) taken.push((performance.now() - started) / calls);
      if (last !== (calls - 1) ** 2) wrong++;
    }
    if (holdMs > 0) {
      console.log("measured");
      await sleep(holdMs);
    }
    return { taken, wrong };
  },
  { name: "call_again", inputs: { calls: 200, warmUps: 3, times: 5, holdMs: 0 } },
);
