// Items of so many bytes, there and back.
import { map, sleep, task, workflow } from "fanout";

const same = task((bytes: Uint8Array) => bytes);

export default workflow(
  async ({ items, bytes, warmUps, times, holdMs }) => {
    const taken: number[] = [];
    let wrong = 0;
    for (let i = 0; i < warmUps + times; i++) {
      if (i === warmUps && holdMs > 0) {
        console.log("warm");
        await sleep(holdMs);
      }
      const list = Array.from({ length: items }, () => new Uint8Array(bytes));
      const started = performance.now();
      const back = await map(same, list);
      if (i >= warmUps) taken.push(performance.now() - started);
      for (const each of back) if (each.length !== bytes) wrong++;
    }
    if (holdMs > 0) {
      console.log("measured");
      await sleep(holdMs);
    }
    return { taken, wrong };
  },
  { name: "bytes_back", inputs: { items: 4, bytes: 1_000, warmUps: 2, times: 3, holdMs: 0 } },
);
