import { Columns2, Download, FilePlus, Files, FileUp, History, Package, Save, Timer } from "lucide-react";
import { download } from "@/components/ui/download";
import type { MenuEntry } from "@/components/ui/menu";
import { fileNameOf, OPENED_FILES } from "@/lib/app/documents/file-name";
import { sampleRecord } from "@/lib/app/documents/sample-record";
import type { PlaygroundStore } from "@/lib/app/store/store";
import { LANGUAGES, type LanguageId } from "@/lib/model/language";

function pickFiles(onFiles: (files: readonly File[]) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = OPENED_FILES;
  input.multiple = true;
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    if (files.length > 0) onFiles(files);
  });
  input.click();
}

/** Keeps a label in line with the others. */
const NO_ICON = <span className="block size-4" />;
export interface FileEntriesOptions {
  readonly store: PlaygroundStore;
  readonly language: LanguageId;
  /** Somebody else wrote the program. */
  readonly foreign: boolean;
  /** Of the program, if it has one. */
  readonly name: string | undefined;
  readonly onOpenFiles: (files: readonly File[]) => void;
  readonly onAdopt: () => void;
}

/** What can be done with the program as a file, and with other files. Loaded once the page can be used. */
export function fileEntries({
  store,
  language,
  foreign,
  name,
  onOpenFiles,
  onAdopt,
}: FileEntriesOptions): readonly MenuEntry[] {
  const fileName = fileNameOf(language, name);
  return [
    {
      label: "New program…",
      description: "Blank, fan-out, retries, nested, waiting, or your numbers",
      icon: <FilePlus />,
      onSelect: () => store.getState().openDialog("new"),
    },
    {
      label: "Open a file…",
      description: "A program, a trace, or the record of a run of Dagster and others",
      icon: <FileUp />,
      onSelect: () => pickFiles(onOpenFiles),
    },
    {
      label: "Try a real Dagster run",
      description: "24 steps in fresh processes: see where their time went",
      icon: <History />,
      onSelect: () => void sampleRecord().then((file) => onOpenFiles([file])),
    },
    {
      label: `Download ${fileName}`,
      icon: <Download />,
      onSelect: () => download(fileName, store.getState().code, LANGUAGES[language].mediaType),
    },
    ...(language === "python"
      ? [
          {
            label: "Stand-ins…",
            description: "Run tasks that use pandas, boto3 and others, with times that you enter",
            icon: <Timer />,
            onSelect: () => store.getState().openDialog("stand-ins"),
          },
          {
            label: "Export project…",
            description: "The program with other settings, its packages and commands, to run on its platform",
            icon: <Package />,
            onSelect: () => store.getState().openDialog("export"),
          },
        ]
      : []),
    {
      label: "The same in Dagster, Flyte or a pool…",
      description: "What the last run did, as each platform writes it, and as a project to export",
      icon: <Columns2 />,
      onSelect: () => store.getState().openDialog("same"),
    },
    ...(foreign
      ? [
          {
            label: "Save as my draft",
            description: "Keeps results of its cached tasks between visits",
            icon: <Save />,
            onSelect: onAdopt,
          },
        ]
      : []),
    {
      label: "Make a lesson…",
      description: "Steps with text, marked lines and questions, in a link",
      icon: NO_ICON,
      onSelect: () => store.getState().openDialog("lesson"),
    },
    {
      label: "Present",
      description: "Large type and one view; arrow keys change the step",
      icon: NO_ICON,
      onSelect: () => store.getState().present(true),
    },
    { label: "Drafts…", icon: <Files />, onSelect: () => store.getState().openDialog("drafts") },
    { type: "separator" },
  ];
}
