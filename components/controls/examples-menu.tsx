"use client";

import { useEffect, useState } from "react";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import type { Example } from "@/lib/examples";
import { openExample } from "@/lib/playground/open-example";
import { usePlayground, usePlaygroundStore } from "@/lib/playground/use-playground";

const COMING: readonly MenuEntry[] = [{ label: "Loading…", disabled: true, onSelect: () => undefined }];

/** What is open, and what else there is. */
export function ExamplesMenu() {
  const origin = usePlayground((state) => state.origin);
  const programName = usePlayground((state) => state.program?.name);
  const store = usePlaygroundStore();
  const [examples, setExamples] = useState<readonly Example[]>();
  useEffect(() => {
    void import("@/lib/examples").then((module) => setExamples(module.examples));
  }, []);
  const current = origin.kind === "example" ? examples?.find(({ name }) => name === origin.name) : undefined;
  return (
    <Menu
      label={current?.title ?? programName ?? "Examples"}
      variant="quiet"
      className="shrink! max-w-80"
      entries={
        examples === undefined
          ? COMING
          : [
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
