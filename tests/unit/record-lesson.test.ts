import { beforeAll, describe, expect, it } from "vitest";
import { type Subject, subjectOf } from "@/components/learn/subject";
import { type Change, whatIf } from "@/lib/analysis/record/what-if";
import { formatLongDuration, formatPercent } from "@/lib/base/format";
import { dagsterRun } from "@/lib/examples/lessons/dagster-run";

/** The texts of the lesson about a record have the figures that Fanout shows of it. */
describe("the lesson about a Dagster run", () => {
  let subject: Subject & { readonly kind: "record" };
  const CORES = 2;
  const said = (change: Change): number => {
    const answer = whatIf(subject.trace, change, CORES);
    if (!answer.ok) throw new Error(answer.reason);
    return Math.round(answer.wallMs / 1_000);
  };

  beforeAll(async () => {
    const found = await subjectOf(dagsterRun);
    if (found.kind !== "record") throw new Error("no record");
    subject = found;
  });

  it("says what slots were held for", () => {
    const { held, medians } = subject.trace.record;
    const { look } = dagsterRun;
    expect(look).toContain(`took ${Math.round(subject.trace.wallMs / 1_000)} seconds`);
    expect(look).toContain(`**${formatPercent(held.start / held.total)} of that was worker start**`);
    expect(look).toContain(`**${formatLongDuration(held.total)}** together`);
    expect(look).toContain(`${formatLongDuration(held.start)} in which`);
    expect(look).toContain(`work itself was ${Math.round(held.work / 1_000)} s`);
    expect(look).toContain(`took about ${((medians.start ?? 0) / 1_000).toFixed(1)} s`);
  });

  it("says what other settings would change", () => {
    expect(dagsterRun.look).toContain(`about **${said({ kind: "pool", slots: 4, perItemMs: 0 })} s instead`);
    const [eight, fewer, , longer] = dagsterRun.tries.map(({ see }) => see);
    expect(eight).toContain(`About ${said({ kind: "limit", slots: 8 })} s:`);
    expect(fewer).toContain(
      `About ${said({ kind: "limit", slots: 1 })} s and ${said({ kind: "limit", slots: 2 })} s.`,
    );
    expect(longer).toContain(`About ${Math.round(said({ kind: "bodies", times: 100 }) / 60)} minutes.`);
  });
});
