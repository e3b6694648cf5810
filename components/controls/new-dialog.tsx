import { Calculator } from "lucide-react";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { ToggleGroup } from "@/components/ui/toggle-group";
import { TEMPLATE_IDS, TEMPLATE_TEXTS, type TemplateId } from "@/lib/app/documents/templates/templates";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import { LANGUAGE_IDS, LANGUAGES, type LanguageId } from "@/lib/model/language";

export interface NewDialogProps {
  readonly onClose: () => void;
  readonly onNew: (language: LanguageId, template: TemplateId) => void;
  /** "Your numbers", which need no program. */
  readonly onNumbers: () => void;
}

const CARD =
  "flex min-h-14 w-full flex-col justify-center rounded-md border px-3 py-2 text-left hover:bg-hover";

/** Programs to begin with. What is on the screen is saved first. */
export default function NewDialog({ onClose, onNew, onNumbers }: NewDialogProps) {
  const current = usePlayground((state) => state.language);
  const [language, setLanguage] = useState<LanguageId>(current);
  return (
    <Dialog
      onClose={onClose}
      title="New program"
      description="Your current program stays in Drafts if you edited it."
    >
      <div className="flex flex-col gap-3 pb-3">
        <ToggleGroup
          label="Language"
          value={language}
          onChange={setLanguage}
          options={LANGUAGE_IDS.map((id) => ({ value: id, label: LANGUAGES[id].name }))}
        />
        <ul aria-label="Templates" className="grid gap-2 sm:grid-cols-2">
          {TEMPLATE_IDS.map((id) => (
            <li key={id}>
              <button
                type="button"
                className={CARD}
                onClick={() => {
                  onNew(language, id);
                  onClose();
                }}
              >
                <span className="font-medium">{TEMPLATE_TEXTS[id].title}</span>
                <span className="text-muted text-sm">{TEMPLATE_TEXTS[id].note}</span>
              </button>
            </li>
          ))}
          <li>
            <button
              type="button"
              className={CARD}
              onClick={() => {
                onNumbers();
                onClose();
              }}
            >
              <span className="inline-flex items-center gap-1.5 font-medium">
                <Calculator aria-hidden className="size-4" />
                Your numbers
              </span>
              <span className="text-muted text-sm">Which strategy to take, without a program</span>
            </button>
          </li>
        </ul>
      </div>
    </Dialog>
  );
}
