import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { EmbedChoice } from "@/lib/app/documents/shared-forms";
import { VIEWS } from "@/lib/share/link-state";

const VIEW_WORDS = [
  { value: "now", label: "View: current" },
  { value: "code", label: "View: code" },
  { value: "split", label: "View: code and results" },
  { value: "compare", label: "View: comparison" },
  { value: "tree", label: "View: tree" },
  { value: "timeline", label: "View: timeline" },
  { value: "play", label: "View: play" },
  { value: "scale", label: "View: your numbers" },
] as const;

const THEME_WORDS = [
  { value: "auto", label: "Theme: same as page" },
  { value: "light", label: "Theme: light" },
  { value: "dark", label: "Theme: dark" },
] as const;

const HEIGHTS = [
  { value: "auto", label: "Height: automatic" },
  { value: "360", label: "Height: 360 px" },
  { value: "480", label: "Height: 480 px" },
  { value: "640", label: "Height: 640 px" },
] as const;

const TAGS = [
  { value: "element", label: "Script" },
  { value: "frame", label: "iframe" },
] as const;

interface EmbedOptionsProps {
  readonly choice: EmbedChoice;
  readonly onChange: (choice: EmbedChoice) => void;
}

export function EmbedOptions({ choice, onChange }: EmbedOptionsProps) {
  const { view, theme, pixels, readonly, lone, tag } = choice;
  return (
    <fieldset aria-label="Embed options" className="flex flex-wrap items-center gap-2">
      <Select
        label="View"
        value={view ?? "now"}
        options={VIEW_WORDS}
        onChange={(value) => onChange({ ...choice, view: VIEWS.find((one) => one === value) })}
      />
      <Select
        label="Theme"
        value={theme}
        options={THEME_WORDS}
        onChange={(value) => onChange({ ...choice, theme: value })}
      />
      <Select
        label="Height"
        value={HEIGHTS.find(({ value }) => value === String(pixels))?.value ?? "auto"}
        options={HEIGHTS}
        onChange={(value) => onChange({ ...choice, pixels: value === "auto" ? undefined : Number(value) })}
      />
      <Select
        label="Format"
        value={tag}
        options={TAGS}
        onChange={(value) => onChange({ ...choice, tag: value })}
      />
      <Switch label="View only" checked={lone} onChange={(on) => onChange({ ...choice, lone: on })} />
      <Switch label="Read only" checked={readonly} onChange={(on) => onChange({ ...choice, readonly: on })} />
    </fieldset>
  );
}
