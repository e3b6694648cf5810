"use client";

import { useEffect, useState } from "react";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import type { Example } from "@/lib/examples";
import { openExample } from "@/lib/playground/open-example";
import { useDrafts } from "@/lib/playground/use-drafts";
import { usePlayground, usePlaygroundStore } from "@/lib/playground/use-playground";

const COMING: readonly MenuEntry[] = [{ label: "Loading…", disabled: true, onSelect: () => undefined }];
/** Drafts offered: the menu is for what one was at, not for keeping order. */
const MOST = 8;

const when = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

/** What is open, what one has written, and what examples there are. */
export function ProgramMenu({ onOpenDraft }: { readonly onOpenDraft: (id: string) => void }) {
  const store = usePlaygroundStore();
  const origin = usePlayground((state) => state.origin);
  const programName = usePlayground((state) => state.program?.name);
  const drafts = useDrafts();
  const [examples, setExamples] = useState<readonly Example[]>();
  useEffect(() => {
    void import("@/lib/examples").then((module) => setExamples(module.examples));
  }, []);
  const current = origin.kind === "example" ? examples?.find(({ name }) => name === origin.name) : undefined;
  const own: readonly MenuEntry[] =
    drafts.length === 0
      ? []
      : [
          { type: "heading", label: "Your drafts" },
          ...drafts.slice(0, MOST).map(({ id, title, updated }) => ({
            label: title,
            description: when.format(updated),
            onSelect: () => onOpenDraft(id),
          })),
          { type: "separator" },
        ];
  return (
    <Menu
      label={current?.title ?? programName ?? "Programs"}
      variant="quiet"
      className="shrink! max-w-80"
      entries={
        examples === undefined
          ? COMING
          : [
              ...own,
              { type: "heading", label: "Examples" },
              ...examples.map((example) => ({
                label: example.title,
                description: example.question,
                checked: example === current,
                onSelect: () => openExample(store.getState(), example),
              })),
            ]
      }
    />
  );
}
