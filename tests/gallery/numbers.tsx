import { type ComponentType, useState } from "react";
import NumbersView from "@/components/results/numbers/numbers-view";
import { mergeNumbers, NO_NUMBERS, type SomeNumbers } from "@/lib/app/numbers/own-numbers";
import { wholeNumbers } from "@/lib/app/numbers/whole-numbers";
import { presetNamed } from "@/lib/estimate/presets";

interface NumbersProps {
  readonly first?: SomeNumbers;
  readonly ofRun?: SomeNumbers;
}

function Numbers({ first = NO_NUMBERS, ofRun }: NumbersProps) {
  const [own, setOwn] = useState(first);
  return (
    <NumbersView
      numbers={wholeNumbers(own, ofRun)}
      own={own}
      ofRun={ofRun}
      task={ofRun && "square"}
      onChange={(change) => setOwn(mergeNumbers(own, change))}
      onReset={() => setOwn(NO_NUMBERS)}
    />
  );
}

const RUN: SomeNumbers = {
  work: { items: 26, item: { kind: "fixed", ms: 100 }, failures: 0, waits: 1 },
  place: { start: { kind: "percentiles", p50Ms: 31, p95Ms: 55 }, messageMs: 0.2, cores: 2 },
  workers: 8,
};

export const NUMBERS_SCENES: Readonly<Record<string, ComponentType>> = {
  numbers: () => <Numbers />,
  "numbers-run": () => <Numbers ofRun={RUN} />,
  "numbers-failures": () => (
    <Numbers
      first={{
        work: { failures: 0.01, item: { kind: "percentiles", p50Ms: 300_000, p95Ms: 900_000 } },
        place: { ...presetNamed("dagster-pod").place, pricePerHour: 0.04 },
      }}
    />
  ),
  "numbers-huge": () => <Numbers first={{ work: { items: 10_000_000 }, workers: 10_000 }} />,
  "numbers-one": () => <Numbers first={{ work: { items: 1, item: { kind: "fixed", ms: 0 } }, workers: 1 }} />,
};
