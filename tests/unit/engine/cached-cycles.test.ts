import { describe, expect, it } from "vitest";
import { runProgram } from "@/lib/engine/testing/run-program";
import { STRATEGIES } from "@/lib/model/strategy";

const program = (
  body: string,
  around = "",
) => `import { dynamic, group, launchPlan, map, sleep, task, workflow } from "fanout";
const d = dynamic(async (n) => (n > 5 ? n : d(n)), { name: "d", cache: true });
const a = dynamic(async (n) => b(n), { name: "a", cache: true });
const b = dynamic(async (n) => group("g", () => map(a, [n])), { name: "b", cache: true });
const child = workflow(async (n) => plan(n), { name: "child" });
const plan = launchPlan(child, { name: "plan" }).withOverrides({ cache: true });
const fib = dynamic(async (n) => { if (n < 2) return n; const [x, y] = await Promise.all([fib(n - 1), fib(n - 2)]); return x + y; }, { name: "fib", cache: true });
${around}export default workflow(async () => { ${body} }, { name: "w" });`;

describe.each(STRATEGIES)("a cached call, %s", (strategy) => {
  const run = async (body: string) => (await runProgram(program(body), strategy, { timeoutMs: 60_000 })).end;

  it.each([
    ["itself", "return d(1);", "d → d"],
    ["itself, from a map", "return map(d, [1, 7]);", "d → d"],
    ["itself through others", "return a(1);", "a → b → g → a"],
    ["itself, as a launch plan", "return plan({ n: 1 });", "plan → plan"],
  ])("that calls %s is refused right away, with the cycle", async (_, body, cycle) => {
    const { status, error, wallMs } = await run(body);
    expect(status).toBe("failed");
    expect(error?.message).toContain(`would wait for itself (${cycle})`);
    expect(wallMs).toBeLessThan(1_000);
  });

  it("may call itself with other arguments, and be called from a group with equal ones", async () => {
    expect(await run("return [await fib(12), await d(7), await group('g', () => d(7))];")).toMatchObject({
      status: "succeeded",
      output: [144, 7, 7],
    });
  });
});
