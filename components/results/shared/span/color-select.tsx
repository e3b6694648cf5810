import { Select } from "@/components/ui/select";
import { COLOR_CHOICES, type ColorBy } from "./span-preferences";

const LABELS: Readonly<Record<ColorBy, string>> = {
  part: "Color by part",
  task: "Color by task",
  status: "Color by status",
  attempt: "Color by attempt",
};

interface ColorSelectProps {
  readonly value: ColorBy;
  readonly onChange: (value: ColorBy) => void;
}

export function ColorSelect(props: ColorSelectProps) {
  return (
    <Select
      label="Color of the bars"
      className="*:field-sizing-content"
      {...props}
      options={COLOR_CHOICES.map((value) => ({ value, label: LABELS[value] }))}
    />
  );
}
