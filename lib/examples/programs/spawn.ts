// Child runs in a loop with cached results. Run it twice: the second
// time no child runs at all.
import { dynamic, launchPlan, sleep, task, workflow } from "fanout";

const increment = task(async (num: number, stepMs: number) => {
  await sleep(stepMs);
  return num + 1;
});

type Child = { num: number; stepMs: number };
const child = workflow(({ num, stepMs }: Child) => increment(num, stepMs));
const child_lp = launchPlan(child);

const spawn = dynamic((n: number, stepMs: number, cacheVersion: string) => {
  // Overrides apply only to calls through this plan.
  const kept = child_lp.withOverrides({ cache: true, cacheVersion });
  const numbers = Array.from({ length: n }, (_, index) => index + 1);
  return Promise.all(numbers.map((num) => kept({ num, stepMs })));
});

export default workflow(
  ({ n, stepMs, cacheVersion }) => spawn(n, stepMs, cacheVersion),
  {
    name: "spawn_wf",
    inputs: {
      // How many child runs
      n: 5,
      // How long each takes, in ms
      stepMs: 100,
      // Change it to ignore cached results
      cacheVersion: "1.0.0",
    },
  },
);
