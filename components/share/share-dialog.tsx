"use client";

import { useEffect, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { FIELD } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { ToggleGroup } from "@/components/ui/toggle-group";
import { formatCount, formatDuration } from "@/lib/playground/format";
import { type SharedForms, sharedForms } from "@/lib/playground/shared-forms";
import { isStale } from "@/lib/playground/slices/run-slice";
import { usePlayground, usePlaygroundStore } from "@/lib/playground/use-playground";
import { assessLength } from "@/lib/share/address-limits";

type Form = "link" | "markdown" | "embed";

const FORMS = [
  { value: "link", label: "Link" },
  { value: "markdown", label: "Markdown" },
  { value: "embed", label: "Embed" },
] as const;

const NOTES: Readonly<Record<Form, string>> = {
  link: "Whoever opens it gets a copy of the code, the inputs and the settings. Nothing runs until they press Run, and nothing is sent to a server: all of it stands in the address.",
  markdown: "Code, link and results, for an issue, a chat or a README.",
  embed: "For a documentation page: the code stays readable where scripts are off.",
};

/** The document as a link, as Markdown and as an embed, and where its length is too much. */
export default function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const store = usePlaygroundStore();
  const results = usePlayground((state) => state.results);
  const stale = usePlayground(isStale);
  const hasReport = results !== undefined && !results.partial && !stale;
  const [withReport, setWithReport] = useState(false);
  const [form, setForm] = useState<Form>("link");
  const [forms, setForms] = useState<SharedForms>();

  useEffect(() => {
    setForms(sharedForms(store.getState(), withReport && hasReport, formatDuration));
  }, [store, withReport, hasReport]);

  const text = forms?.ok ? forms[form] : "";
  return (
    <Dialog open onClose={onClose} size="lg" title="Share">
      <div className="flex flex-col gap-3 pb-3">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <ToggleGroup label="Share as" value={form} options={FORMS} onChange={setForm} />
          <Switch
            label={hasReport ? "With these results" : "With results (run it first)"}
            checked={withReport && hasReport}
            disabled={!hasReport}
            onChange={setWithReport}
          />
        </div>
        {forms && !forms.ok && (
          <p role="alert" className="text-failed">
            {forms.message}
          </p>
        )}
        <div className="flex items-start gap-2">
          <textarea
            readOnly
            aria-label={FORMS.find(({ value }) => value === form)?.label}
            value={text}
            rows={form === "link" ? 3 : 8}
            onFocus={(event) => event.currentTarget.select()}
            className={`${FIELD} min-h-16 flex-1 resize-y break-all py-1 font-mono text-sm`}
          />
          <CopyButton label="Copy" text={() => text} />
        </div>
        <p className="text-muted">{NOTES[form]}</p>
        {form === "link" && forms?.ok && <Length length={forms.link.length} />}
      </div>
    </Dialog>
  );
}

/** Where such a link goes through, and where not. */
function Length({ length }: { readonly length: number }) {
  const limits = assessLength(length);
  const tooLong = limits.filter(({ ok }) => !ok);
  return (
    <section aria-label="Length">
      <p>
        {formatCount(length)} characters.{" "}
        {tooLong.length === 0 ? "It goes through everywhere that we know of." : "Too long for:"}
      </p>
      {tooLong.length > 0 && (
        <ul className="mt-1 text-muted">
          {tooLong.map(({ where, limit, past }) => (
            <li key={where}>
              {where} ({formatCount(limit)}): {past}.
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
