import { describe, expect, it } from "vitest";
import { examples } from "@/lib/examples";
import type { Example } from "@/lib/examples/example";
import { STRATEGIES } from "@/lib/model/strategy";
import { contradictions } from "../testing/contradiction";
import { visit } from "../testing/visits";
import type { Answer } from "./answer";
import { sentenceText } from "./figure-text";
import type { Finding } from "./finding";

const VISITS = 20;

function example(name: string): Example {
  const found = examples.find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no example ${name}`);
  return found;
}

const letters = example("letters");
const PROGRAMS: readonly (readonly [string, Example])[] = [
  ["the start page", letters],
  [
    "letters under every strategy",
    { ...letters, settings: { ...letters.settings, strategies: [...STRATEGIES] } },
  ],
  ["long letters", { ...letters, inputs: { pieceMs: 1_000 }, settings: { ...letters.settings, rounds: 3 } }],
  ...["io-or-cpu", "hybrid", "chunks", "nested", "mixed", "retries", "spawn", "reports"].map(
    (name) => [name, example(name)] as const,
  ),
];

/** All of them in `npm run test:slow`; one of each kind otherwise. */
const QUICK = ["the start page", "io-or-cpu", "retries", "spawn"];
const chosen =
  process.env.FANOUT_SLOW === "only" ? PROGRAMS : PROGRAMS.filter(([name]) => QUICK.includes(name));

const findingsOf = (answer: Answer): readonly Finding[] => [
  answer.verdict,
  ...answer.limits,
  ...(answer.reason ? [answer.reason] : []),
  ...answer.changes,
  ...answer.next,
  ...answer.details,
];

describe.each(chosen)("twenty visits of %s", (_, program) => {
  it("say nothing that another of them contradicts", { timeout: 120_000 }, async () => {
    const visits: (readonly Finding[])[] = [];
    for (let seed = 1; seed <= VISITS; seed += 1) visits.push(findingsOf(await visit(program, seed)));
    const found = visits.flatMap((one, i) =>
      visits.slice(i + 1).flatMap((other) => contradictions(one, other)),
    );
    expect(found.map(([a, b]) => `${sentenceText(a.sentence)} | ${sentenceText(b.sentence)}`)).toEqual([]);
    // They do say something.
    const silent = visits.filter((all) => all.every(({ claims }) => claims.length === 0));
    expect(silent.map((all) => all.map(({ sentence }) => sentenceText(sentence)))).toEqual([]);
  });
});
