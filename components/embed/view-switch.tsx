import clsx from "clsx";

export type EmbedView = "code" | "results" | "split";

const WORDS: Readonly<Record<EmbedView, string>> = { code: "Code", results: "Results", split: "Split" };

interface ViewSwitchProps {
  readonly value: EmbedView;
  readonly onChange: (value: EmbedView) => void;
  /** There is room for both. */
  readonly split: boolean;
}

/** Plain buttons: an embed that is only read loads as little script as possible. */
export function ViewSwitch({ value, onChange, split }: ViewSwitchProps) {
  const views: readonly EmbedView[] = split ? ["code", "split", "results"] : ["code", "results"];
  return (
    <fieldset aria-label="View" className="inline-flex h-control shrink-0 rounded-md border bg-surface p-px">
      {views.map((view) => (
        <button
          key={view}
          type="button"
          aria-pressed={view === value}
          onClick={() => onChange(view)}
          className={clsx(
            "rounded-sm px-2 transition-colors duration-100",
            view === value ? "bg-pressed" : "text-muted hover:text-text",
          )}
        >
          {WORDS[view]}
        </button>
      ))}
    </fieldset>
  );
}
