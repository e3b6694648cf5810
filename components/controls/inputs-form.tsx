import { RotateCcw } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
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
  if (fields.length === 0) return null;
  return (
    <section aria-label="Inputs" className="shrink-0 border-t bg-subtle">
      <h2 className="px-3 pt-2 font-medium text-muted text-sm">Inputs</h2>
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
                    label={`Back to the program's own ${field.name}`}
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
    </section>
  );
}
