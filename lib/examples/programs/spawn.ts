// Child runs in a loop, each with its result kept. Run it twice: the second time no child runs at all.
import { dynamic, launchPlan, sleep, task, workflow } from "fanout";

const increment = task(async (num: number, stepMs: number) => {
  await sleep(stepMs);
  return num + 1;
});

const child = workflow(({ num, stepMs }: { num: number; stepMs: number }) => increment(num, stepMs));
const child_lp = launchPlan(child);

const spawn = dynamic((n: number, stepMs: number, cacheVersion: string) => {
  // The overrides hold for these calls only; other callers of the plan keep theirs.
  const kept = child_lp.withOverrides({ cache: true, cacheVersion });
  return Promise.all(Array.from({ length: n }, (_, index) => kept({ num: index + 1, stepMs })));
});

export default workflow(({ n, stepMs, cacheVersion }) => spawn(n, stepMs, cacheVersion), {
  name: "spawn_wf",
  inputs: {
    // How many child runs
    n: 5,
    // How long each takes, in ms
    stepMs: 100,
    // Another version forgets the kept results
    cacheVersion: "1.0.0",
  },
});
