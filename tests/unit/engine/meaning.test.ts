import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomProgram } from "@/lib/engine/testing/random/arbitrary";
import { meaningOf, Open, type Outcome, TooLong, type World } from "@/lib/engine/testing/random/meaning";
import type { RandomProgram } from "@/lib/engine/testing/random/program";
import { render } from "@/lib/engine/testing/random/render";
import { type RunOptions, runProgram } from "@/lib/engine/testing/run-program";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";

const RUNS = Number(process.env.FANOUT_RUNS ?? 40);
const INPUTS = { isBroken: false, list: [1, 2, 3] };

function meaning(program: RandomProgram, world: Partial<World> = {}): Outcome | undefined {
  try {
    return meaningOf(program, { inputs: INPUTS, moreRetries: 0, mayDie: false, ...world });
  } catch (error) {
    if (error instanceof TooLong) return undefined;
    if (error instanceof Open) return undefined;
    throw error;
  }
}

const faultOf = ({ name, message }: { name: string; message: string }) =>
  /cannot be sent between workers/.test(message)
    ? `uncloneable ${/`(.*?)`/.exec(message)?.[1]}`
    : name === "TimeoutError" ? "timeout" : message;

async function check(program: RandomProgram, strategy: StrategyName, meant: Outcome, source: string, options: RunOptions) {
  const { end, host } = await runProgram(source, strategy, { timeoutMs: 60_000, ...options });
  const is = end.status === "succeeded" ? { ok: true, output: end.output } : { ok: false, fault: end.error && faultOf(end.error) };
  const context = () => `${strategy}\n${source.slice(source.indexOf("const filler"))}`;
  if (meant.ok) expect(is, context()).toEqual(meant);
  else {
    expect(is.ok, context()).toBe(false);
    expect(meant.messages, context()).toContain((is as { fault: string }).fault);
  }
  expect(host.alive).toBe(0);
}

describe("random programs", () => {
  it("give what they mean under every strategy", { timeout: 6_000_000 }, async () => {
    const seen = { open: 0, ok: 0, failed: 0 };
    await fc.assert(
      fc.asyncProperty(randomProgram, async (program) => {
        const meant = meaning(program);
        if (!meant) { seen.open++; fc.pre(false); return; }
        meant.ok ? seen.ok++ : seen.failed++;
        const source = render(program, { draws: false, moreRetries: 0 });
        for (const strategy of STRATEGIES) await check(program, strategy, meant, source, {});
      }),
      { numRuns: RUNS },
    );
    console.log(seen);
  });
});
