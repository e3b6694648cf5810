"use client";

import { Select } from "@/components/ui/select";
import { usePlayground } from "@/lib/playground/use-playground";

const COUNTS = [1, 3, 5, 9, 15, 31];

export function RoundsSelect() {
  const rounds = usePlayground((state) => state.settings.rounds);
  const change = usePlayground((state) => state.changeSettings);
  // A link may ask for a number that is not in the list.
  const counts =
    rounds === "auto" || COUNTS.includes(rounds) ? COUNTS : [...COUNTS, rounds].sort((a, b) => a - b);
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className="text-muted">
        Rounds
      </span>
      <Select
        label="Rounds"
        value={String(rounds)}
        options={[
          { value: "auto", label: "auto" },
          ...counts.map((count) => ({ value: String(count), label: String(count) })),
        ]}
        onChange={(value) => change({ rounds: value === "auto" ? "auto" : Number(value) })}
        className="w-20"
      />
    </span>
  );
}
