// Many calls made at a time, together or one after another; a call's time is the total divided by their number.
import { map, sleep, task, workflow } from "fanout";

const square = task((x: number) => x * x);

export default workflow(
  async ({ calls, warmUps, times, how, holdMs }) => {
    const numbers = Array.from({ length: calls }, (_, i) => i);
    const taken: number[] = [];
    let wrong = 0;
    for (let i = 0; i < warmUps + times; i++) {
      if (i === warmUps && holdMs > 0) {
        console.log("warm");
        await sleep(holdMs);
      }
      let results: number[] = [];
      const started = performance.now();
      if (how === "together") results = await Promise.all(numbers.map((x) => square(x)));
      else if (how === "map") results = await map(square, numbers);
      else for (const x of numbers) results.push(await square(x));
      if (i >= warmUps) taken.push((performance.now() - started) / calls);
      for (let x = 0; x < calls; x++) if (results[x] !== x * x) wrong++;
    }
    if (holdMs > 0) {
      console.log("measured");
      await sleep(holdMs);
    }
    return { taken, wrong };
  },
  { name: "many_calls", inputs: { calls: 10_000, warmUps: 2, times: 3, how: "together", holdMs: 0 } },
);
