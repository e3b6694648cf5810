import { useEffect, useMemo, useState } from "react";
import { useDrafts } from "@/lib/app/hooks/use-drafts";
import { usePlayground, usePlaygroundStore } from "@/lib/app/hooks/use-playground";
import { activeTrialOf } from "@/lib/app/store/active-trial";
import type { ResultTab } from "@/lib/app/store/slices/view-slice";
import { tameText } from "@/lib/base/tame-text";
import type { Example } from "@/lib/examples";
import { LANGUAGES } from "@/lib/model/language";
import { STRATEGIES } from "@/lib/model/strategy";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";
import { matching, type PaletteEntry } from "./match";
import { spanEntries } from "./span-entries";

/** What only the page can do. */
export interface PaletteActions {
  readonly onOpenDraft: (id: string) => void;
  readonly onOpenExample: (example: Example) => void;
}

const VIEWS: readonly (readonly [tab: ResultTab, label: string])[] = [
  ["compare", "Compare"],
  ["scale", "Your numbers"],
  ["tree", "Tree"],
  ["timeline", "Timeline"],
  ["play", "Play"],
  ["breakdown", "Breakdown"],
  ["output", "Output"],
  ["log", "Log"],
];

const WORKERS = [1, 2, 4, 8, 16];
/** UTF-16 units of a draft's title, which may be a stranger's. */
const SHOWN_TITLE = 120;

/** Everything that the palette finds for this search, the best first. */
export function useEntries(search: string, actions: PaletteActions): readonly PaletteEntry[] {
  const commands = useCommands();
  const programs = usePrograms(actions);
  const store = usePlaygroundStore();
  const trace = usePlayground((state) => activeTrialOf(state)?.trace);
  return useMemo(() => {
    const spans =
      trace === undefined
        ? []
        : spanEntries(trace, search, (row) => {
            store.getState().selectSpan(row);
            store.getState().showTab("tree");
          });
    return [...matching([...commands, ...programs], search), ...spans];
  }, [commands, programs, trace, search, store]);
}

function useCommands(): readonly PaletteEntry[] {
  const store = usePlaygroundStore();
  const tab = usePlayground((state) => state.tab);
  const settings = usePlayground((state) => state.settings);
  const idle = usePlayground((state) => state.phase === "idle");
  return useMemo(() => {
    const state = store.getState();
    const command = (label: string, act: () => void, keys?: string): PaletteEntry => ({
      id: label,
      group: "Command",
      label,
      act,
      ...(keys && { keys }),
    });
    return [
      idle
        ? command("Run", () => void state.run(), "Mod+Enter")
        : command("Stop the run", () => state.stop(), "Esc"),
      command("Share", () => state.openDialog("share"), "Mod+S"),
      command("New program", () => state.openDialog("new")),
      command(state.lesson ? "Edit the lesson" : "Make a lesson", () => state.openDialog("lesson")),
      command("Present: large type, one view", () => state.present(true)),
      command("Drafts", () => state.openDialog("drafts")),
      command("The same in Dagster, Flyte or a pool", () => state.openDialog("same")),
      ...(state.language === "python"
        ? [
            command("Stand-ins", () => state.openDialog("stand-ins")),
            command("Export project", () => state.openDialog("export")),
          ]
        : []),
      command("Keyboard shortcuts", () => state.openDialog("keys"), "?"),
      ...VIEWS.map(([value, label]) => ({
        id: `view ${value}`,
        group: "View",
        label,
        checked: value === tab,
        act: () => state.showTab(value),
      })),
      ...STRATEGIES.map((name) => {
        const on = settings.strategies.includes(name);
        const strategies = STRATEGIES.filter((each) =>
          each === name ? !on : settings.strategies.includes(each),
        );
        return {
          id: `strategy ${name}`,
          group: "Strategy",
          label: STRATEGY_TEXTS[name].label,
          detail: STRATEGY_TEXTS[name].note,
          checked: on,
          // The last one stays on: a run needs a strategy.
          act: () => strategies.length > 0 && state.changeSettings({ strategies }),
        };
      }),
      ...WORKERS.map((workers) => ({
        id: `workers ${workers}`,
        group: "Setting",
        label: `Workers: ${workers}`,
        checked: settings.workers === workers,
        act: () => state.changeSettings({ workers }),
      })),
      ...(["system", "light", "dark"] as const).map((theme) => ({
        id: `theme ${theme}`,
        group: "Setting",
        label: `Theme: ${theme}`,
        checked: state.theme === theme,
        act: () => state.setTheme(theme),
      })),
    ];
  }, [store, tab, settings, idle]);
}

function usePrograms({ onOpenDraft, onOpenExample }: PaletteActions): readonly PaletteEntry[] {
  const drafts = useDrafts();
  const [examples, setExamples] = useState<readonly Example[]>([]);
  useEffect(() => {
    void Promise.all([import("@/lib/examples"), import("@/lib/examples/python")]).then(
      ([{ examples }, { pythonExamples }]) => setExamples([...examples, ...pythonExamples]),
    );
  }, []);
  return useMemo(
    () => [
      ...drafts.map(({ id, title }) => ({
        id: `draft ${id}`,
        group: "Draft",
        label: tameText(title, SHOWN_TITLE),
        act: () => onOpenDraft(id),
      })),
      ...examples.map((example) => ({
        id: `example ${example.name}`,
        group: "Example",
        label: example.title,
        detail: `${example.question} ${LANGUAGES[example.language].name}`,
        act: () => onOpenExample(example),
      })),
    ],
    [drafts, examples, onOpenDraft, onOpenExample],
  );
}
