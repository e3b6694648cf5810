// Prints the time, now and then.
import { map, sleep, task, workflow } from "fanout";

const event = task(async (ms: number) => {
  await sleep(ms);
  console.log(`printed at ${performance.timeOrigin + performance.now()}`);
});

export default workflow(
  async ({ events, ms }) => {
    await map(event, new Array<number>(events).fill(ms));
  },
  { name: "events", inputs: { events: 30, ms: 130 } },
);
