import { ChevronRight, RotateCcw } from "lucide-react";
import { useLayoutEffect, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { keepInputsOpen, keptInputsOpen } from "@/lib/app/documents/boot-preferences";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import { tameText } from "@/lib/base/tame-text";
import type { InputField } from "@/lib/language/program";
import { InputEditor, isShort } from "./input-editor";

/** UTF-16 units. */
const SHOWN_NAME = 200;
const SHOWN_DESCRIPTION = 1_000;

/** As far as it is shown: a program's comments may be a stranger's. */
const shownField = (field: InputField): InputField => ({
  ...field,
  ...(field.description !== undefined && { description: tameText(field.description, SHOWN_DESCRIPTION) }),
});

const NONE: readonly InputField[] = [];

export function InputsForm() {
  const documentId = usePlayground((state) => state.documentId);
  const fields = usePlayground((state) => state.program?.inputs ?? NONE);
  const inputs = usePlayground((state) => state.inputs);
  const setInput = usePlayground((state) => state.setInput);
  const resetInput = usePlayground((state) => state.resetInput);
  const [open, setOpen] = useState(true);
  // Before the browser paints: the page that the build made has it open.
  useLayoutEffect(() => setOpen(keptInputsOpen()), []);
  if (fields.length === 0) return null;
  const changes = fields.filter(({ name }) => Object.hasOwn(inputs, name));
  return (
    <section aria-label="Inputs" className="shrink-0 border-t bg-subtle">
      <details
        open={open}
        onToggle={({ currentTarget }) => {
          // The event also comes when the form appears open.
          if (currentTarget.open === open) return;
          setOpen(currentTarget.open);
          keepInputsOpen(currentTarget.open);
        }}
        className="group"
      >
        <summary className="flex min-h-7 list-none items-center gap-1.5 px-3 text-muted text-sm [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden className="size-3.5 shrink-0 group-open:rotate-90" />
          <h2 className="font-medium">Inputs</h2>
          {!open && (
            <span className="truncate font-mono text-text">
              {changes.map(shownChange(inputs)).join(", ")}
            </span>
          )}
        </summary>
        <div className="grid max-h-56 grid-cols-[fit-content(40%)_minmax(0,1fr)_auto] gap-x-3 gap-y-2 overflow-y-auto px-3 pt-1 pb-3">
          {fields.map(shownField).map((field) => {
            const changed = Object.hasOwn(inputs, field.name);
            return (
              <div
                key={`${documentId} ${field.name} ${field.type}`}
                className="col-span-3 grid grid-cols-subgrid items-start"
              >
                <div
                  className="min-h-control min-w-20 max-w-48 content-center truncate font-mono"
                  title={tameText(field.name, SHOWN_NAME)}
                >
                  {tameText(field.name, SHOWN_NAME)}
                </div>
                <div className="flex min-w-0 flex-wrap items-center gap-x-3">
                  <InputEditor
                    field={field}
                    value={changed ? inputs[field.name] : field.default}
                    onChange={(value) => setInput(field.name, value)}
                  />
                  {isShort(field) && (
                    <span className="min-w-40 flex-1 text-muted text-sm">{field.description}</span>
                  )}
                </div>
                <div className="size-control">
                  {changed && (
                    <IconButton
                      label={`Reset ${field.name} to its default`}
                      onClick={() => resetInput(field.name)}
                    >
                      <RotateCcw />
                    </IconButton>
                  )}
                </div>
              </div>
            );
          })}
        </div>
      </details>
    </section>
  );
}

/** "upTo: 9", where the form is folded. */
const shownChange =
  (inputs: Readonly<Record<string, unknown>>) =>
  ({ name }: InputField): string =>
    tameText(`${name}: ${JSON.stringify(inputs[name])}`, SHOWN_NAME);
