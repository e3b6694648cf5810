import { useEffect, useState } from "react";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import { namedTip } from "@/components/ui/tip";
import { useDrafts } from "@/lib/app/hooks/use-drafts";
import { usePlayground, usePlaygroundStore } from "@/lib/app/hooks/use-playground";
import { formatTime } from "@/lib/base/dates";
import { tameText } from "@/lib/base/tame-text";
import type { Example } from "@/lib/examples";
import { LANGUAGE_IDS, LANGUAGES } from "@/lib/model/language";
import type { fileEntries } from "./program-menu-entries";

const LOADING: readonly MenuEntry[] = [{ label: "Loading…", disabled: true, onSelect: () => undefined }];
/** The others are in the list of all drafts. */
const MAX_MENU_DRAFTS = 5;

/** UTF-16 units of a program's name, which may be a stranger's. */
const SHOWN_NAME = 200;

/** Undefined until they have been loaded. Those in Python are not needed to open a page with another program. */
function useExamples(): readonly Example[] | undefined {
  const opened = usePlayground((state) => state.opened);
  const [examples, setExamples] = useState<readonly Example[]>();
  useEffect(() => {
    void import("@/lib/examples").then((module) => setExamples((all) => all ?? module.examples));
  }, []);
  useEffect(() => {
    if (!opened) return;
    void Promise.all([import("@/lib/examples"), import("@/lib/examples/python")]).then(
      ([{ examples }, { pythonExamples }]) => setExamples([...examples, ...pythonExamples]),
    );
  }, [opened]);
  return examples;
}

/** As `useExamples`. */
function useFileEntries(): typeof fileEntries | undefined {
  const opened = usePlayground((state) => state.opened);
  const [entries, setEntries] = useState<typeof fileEntries>();
  useEffect(() => {
    if (opened) void import("./program-menu-entries").then((module) => setEntries(() => module.fileEntries));
  }, [opened]);
  return entries;
}

export interface ProgramMenuProps {
  readonly onOpenDraft: (id: string) => void;
  readonly onOpenExample: (example: Example) => void;
  readonly onOpenFiles: (files: readonly File[]) => void;
  /** Makes a program that somebody else wrote the user's own. */
  readonly onAdopt: () => void;
}

export function ProgramMenu({ onOpenDraft, onOpenExample, onOpenFiles, onAdopt }: ProgramMenuProps) {
  const store = usePlaygroundStore();
  const origin = usePlayground((state) => state.origin);
  const programName = usePlayground((state) => state.program?.name);
  const drafts = useDrafts();
  const examples = useExamples();
  const current = origin.kind === "example" ? examples?.find(({ name }) => name === origin.name) : undefined;
  const entries = useFileEntries();
  const edited = usePlayground((state) => state.code !== state.openedAs.code);
  const draftName = usePlayground((state) => state.draft?.name);
  const language = usePlayground((state) => state.language);
  const foreign = usePlayground((state) => state.foreign);
  const own: readonly MenuEntry[] =
    drafts.length === 0
      ? []
      : [
          { type: "heading", label: "Recent drafts" },
          ...drafts.slice(0, MAX_MENU_DRAFTS).map(({ id, title, updated }) => ({
            label: tameText(title, SHOWN_NAME),
            description: formatTime(updated),
            onSelect: () => onOpenDraft(id),
          })),
          { type: "separator" },
        ];
  const lesson = current === undefined ? -1 : (examples ?? []).indexOf(current);
  const menu = (
    <Menu
      label={tameText(draftName ?? nameOf(current, programName, edited), SHOWN_NAME)}
      variant="quiet"
      className="shrink! max-w-80"
      entries={
        examples === undefined || entries === undefined
          ? LOADING
          : [
              ...entries({
                store,
                language,
                foreign,
                name: programName ?? current?.name,
                onOpenFiles,
                onAdopt,
              }),
              ...own,
              ...LANGUAGE_IDS.flatMap((id): readonly MenuEntry[] => [
                { type: "heading", label: `Examples in ${LANGUAGES[id].name}` },
                ...examples
                  .filter((example) => example.language === id)
                  .map((example) => ({
                    label: example.title,
                    description: example.question,
                    checked: example === current,
                    onSelect: () => onOpenExample(example),
                  })),
              ]),
            ]
      }
    />
  );
  // Examples in Python are a part of the lesson of the same name.
  if (current === undefined || current.language !== "typescript" || language !== current.language)
    return menu;
  return (
    <>
      {menu}
      <a
        href={`${process.env.NEXT_PUBLIC_BASE_PATH ?? ""}/learn/${current.name}/`}
        className="inline-flex h-control shrink-0 items-center rounded-md px-1.5 text-muted hover:bg-hover hover:text-text max-sm:hidden"
        {...namedTip("lesson")}
      >
        Lesson {lesson + 1}
      </a>
    </>
  );
}

/** An example that was edited into another program has that program's name. */
function nameOf(example: Example | undefined, programName: string | undefined, edited: boolean): string {
  if (example === undefined) return programName ?? "Programs";
  if (!edited) return example.title;
  return programName === undefined || programName === example.name
    ? `${example.title} (edited)`
    : programName;
}
