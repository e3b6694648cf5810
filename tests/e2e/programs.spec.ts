import { programCases } from "../conformance/programs";
import { strategiesOf, verdict } from "../conformance/programs/program-case";
import { expect, test } from "./support/embed";

// Each program under one strategy in `npm test`, a different one from program to program; under all of its strategies in
// `npm run test:slow`.

for (const [index, program] of programCases.filter(({ isPending }) => !isPending).entries()) {
  const all = strategiesOf(program);
  for (const [at, strategy] of all.entries()) {
    const tag = at === index % all.length ? [] : ["@slow"];
    test(`${program.name}: ${program.says}, ${strategy}`, { tag }, async ({ embed }) => {
      const settings = { workers: 2, ...program.settings, strategies: [strategy] };
      const report = await embed.run(program.code, { settings });
      const [s] = report.strategies;
      if (!s) throw new Error("the report is empty");
      const { is, should } = verdict(program, s);
      expect(is).toEqual(should);
    });
  }
}
