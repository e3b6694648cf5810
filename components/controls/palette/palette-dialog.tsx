import clsx from "clsx";
import { Check } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { FIELD } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import type { PaletteEntry } from "./match";
import { type PaletteActions, useEntries } from "./use-entries";

interface PaletteDialogProps extends PaletteActions {
  readonly onClose: () => void;
}

/** Finds and does whatever the page can do, by its name. */
export default function PaletteDialog({ onClose, ...actions }: PaletteDialogProps) {
  const [search, setSearch] = useState("");
  const [at, setAt] = useState(0);
  const entries = useEntries(search, actions);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const chosen = Math.min(at, entries.length - 1);

  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: "nearest" });
  }, [chosen]);

  const act = (entry: PaletteEntry | undefined): void => {
    if (entry === undefined) return;
    onClose();
    entry.act();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: chosen + 1,
      ArrowUp: chosen - 1,
      PageDown: chosen + 10,
      PageUp: chosen - 10,
    };
    const to = moves[event.key];
    if (event.key === "Enter") act(entries[chosen]);
    else if (to !== undefined) setAt(Math.max(0, Math.min(entries.length - 1, to)));
    else return;
    event.preventDefault();
  };
  return (
    <Dialog onClose={onClose} title="Go to" size="lg">
      <input
        data-autofocus
        role="combobox"
        aria-label="Search commands, views, examples, drafts and spans"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={entries.length > 0 ? `${id}-${chosen}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder="Search commands, views, examples, drafts and spans"
        value={search}
        onChange={(event) => {
          setSearch(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        className={clsx(FIELD, "h-9 w-full")}
      />
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label="Found"
        className="mt-2 h-80 overflow-y-auto pb-2"
      >
        {entries.map((entry, index) => (
          <Option
            key={entry.id}
            id={`${id}-${index}`}
            entry={entry}
            selected={index === chosen}
            onPress={() => act(entry)}
          />
        ))}
      </div>
      <p role="status" className={clsx("pb-2 text-muted", entries.length > 0 && "sr-only")}>
        {entries.length > 0 ? `${entries.length} found` : "Nothing found. Try fewer words."}
      </p>
    </Dialog>
  );
}

interface OptionProps {
  readonly id: string;
  readonly entry: PaletteEntry;
  readonly selected: boolean;
  readonly onPress: () => void;
}

function Option({ id, entry, selected, onPress }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox takes the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus
    <div
      id={id}
      role="option"
      aria-selected={selected}
      onClick={onPress}
      className={clsx(
        "flex min-h-row cursor-default items-center gap-3 rounded-sm px-2",
        selected ? "bg-selected" : "hover:bg-hover",
      )}
    >
      <span className="w-20 shrink-0 text-muted text-sm">{entry.group}</span>
      <span className="min-w-0 flex-1 truncate">
        <bdi>{entry.label}</bdi>
        {entry.checked && <Check aria-label="current" className="ml-2 inline size-3.5 text-muted" />}
      </span>
      {entry.keys && <Kbd keys={entry.keys} quiet />}
    </div>
  );
}
