// Many items of a few hundredths of a millisecond, each long enough for its own span.
import { compute, map, task, workflow } from "fanout";

const item = task((units: number) => compute(units));

export default workflow(
  async ({ n, units }) => {
    const results = await map(item, new Array<number>(n).fill(units));
    return results.length;
  },
  { name: "many_spans", inputs: { n: 300_000, units: 0.02 } },
);
