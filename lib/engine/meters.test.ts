import { describe, expect, it } from "vitest";
import { STRATEGIES } from "@/lib/model/strategy";
import { runProgram } from "./testing/run-program";

const program = (body: string, entry: string): string =>
  `import { task, workflow, map, meter, sleep } from "fanout";
const one = task(async (n: number) => { ${body} return n; });
export default workflow(async () => { ${entry} }, { name: "entry" });`;

describe.each(STRATEGIES)("meters under %s", (strategy) => {
  const error = async (body: string, entry = "return one(1);") =>
    (await runProgram(program(body, entry), strategy)).end.error?.message;

  it("have at most 100 names in a span", async () => {
    expect(await error(`for (let i = 0; i < 100; i++) meter("m" + i, 1);`)).toBeUndefined();
    expect(await error(`for (let i = 0; i < 200_000; i++) meter("m" + i, 1);`)).toMatch(
      /meter: one span cannot have more than 100 names/,
    );
  });

  it("have at most 1,000 names in a run", async () => {
    const many = (count: number) =>
      `await map(one, Array.from({ length: ${count} }, (_, i) => i), { chunkSize: 1 });`;
    const body = `await sleep(5); for (let i = 0; i < 50; i++) meter("m" + (n * 50 + i), 1);`;
    expect(await error(body, many(20))).toBeUndefined();
    expect(await error(body, many(21))).toMatch(/meter: a run cannot have more than 1,000 names/);
  });

  it("have totals that can be added up", async () => {
    expect(await error(`meter("big", 1e100);`)).toBeUndefined();
    expect(await error(`meter("big", 1e308);`)).toMatch(/the total of "big" is not a number up to 1e\+100/);
  });
});
