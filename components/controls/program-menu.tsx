import { Download, FilePlus, Files, FileUp } from "lucide-react";
import { useEffect, useState } from "react";
import { download } from "@/components/ui/download";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import { fileNameOf, OPENED_FILES } from "@/lib/app/documents/file-name";
import { useDrafts } from "@/lib/app/hooks/use-drafts";
import { usePlayground, usePlaygroundStore } from "@/lib/app/hooks/use-playground";
import { tameText } from "@/lib/base/tame-text";
import type { Example } from "@/lib/examples";
import { LANGUAGES } from "@/lib/model/language";

function pickFile(onFile: (file: File) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = OPENED_FILES;
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file) onFile(file);
  });
  input.click();
}

const LOADING: readonly MenuEntry[] = [{ label: "Loading…", disabled: true, onSelect: () => undefined }];
/** The others are in the list of all drafts. */
const MAX_MENU_DRAFTS = 5;

const when = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

/** UTF-16 units of a program's name, which may be a stranger's. */
const SHOWN_NAME = 200;

export interface ProgramMenuProps {
  readonly onOpenDraft: (id: string) => void;
  readonly onOpenExample: (example: Example) => void;
  readonly onOpenFile: (file: File) => void;
  /** Makes a program that somebody else wrote the user's own. */
  readonly onAdopt: () => void;
}

export function ProgramMenu({ onOpenDraft, onOpenExample, onOpenFile, onAdopt }: ProgramMenuProps) {
  const store = usePlaygroundStore();
  const origin = usePlayground((state) => state.origin);
  const programName = usePlayground((state) => state.program?.name);
  const drafts = useDrafts();
  const [examples, setExamples] = useState<readonly Example[]>();
  useEffect(() => {
    void import("@/lib/examples").then((module) => setExamples(module.examples));
  }, []);
  const current = origin.kind === "example" ? examples?.find(({ name }) => name === origin.name) : undefined;
  const edited = usePlayground((state) => state.code !== state.openedAs.code);
  const language = usePlayground((state) => state.language);
  const foreign = usePlayground((state) => state.foreign);
  const fileName = fileNameOf(language, programName ?? current?.name);
  const files: readonly MenuEntry[] = [
    { label: "Open a file…", icon: <FileUp />, onSelect: () => pickFile(onOpenFile) },
    {
      label: `Download ${fileName}`,
      icon: <Download />,
      onSelect: () => download(fileName, store.getState().code, LANGUAGES[language].mediaType),
    },
    ...(foreign
      ? [
          {
            label: "Save as my draft",
            description: "Keeps results of its cached tasks between visits",
            icon: <FilePlus />,
            onSelect: onAdopt,
          },
        ]
      : []),
    { label: "Drafts…", icon: <Files />, onSelect: () => store.getState().openDialog("drafts") },
    { type: "separator" },
  ];
  const own: readonly MenuEntry[] =
    drafts.length === 0
      ? []
      : [
          { type: "heading", label: "Your last drafts" },
          ...drafts.slice(0, MAX_MENU_DRAFTS).map(({ id, title, updated }) => ({
            label: tameText(title, SHOWN_NAME),
            description: when.format(updated),
            onSelect: () => onOpenDraft(id),
          })),
          { type: "separator" },
        ];
  return (
    <Menu
      label={tameText(nameOf(current, programName, edited), SHOWN_NAME)}
      variant="quiet"
      className="shrink! max-w-80"
      entries={
        examples === undefined
          ? LOADING
          : [
              ...files,
              ...own,
              { type: "heading", label: "Examples" },
              ...examples.map((example) => ({
                label: example.title,
                description: example.question,
                checked: example === current,
                onSelect: () => onOpenExample(example),
              })),
            ]
      }
    />
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
