import { Select } from "@/components/ui/select";
import { COLOUR_CHOICES, type ColourBy } from "./span-preferences";

const LABELS: Readonly<Record<ColourBy, string>> = {
  part: "Color by part",
  task: "Color by task",
  status: "Color by status",
  attempt: "Color by attempt",
};

interface ColourSelectProps {
  readonly value: ColourBy;
  readonly onChange: (value: ColourBy) => void;
}

export function ColourSelect(props: ColourSelectProps) {
  return (
    <Select
      label="Color of the bars"
      {...props}
      options={COLOUR_CHOICES.map((value) => ({ value, label: LABELS[value] }))}
    />
  );
}
