import clsx from "clsx";
import { useEffect, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { FIELD } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { ToggleGroup } from "@/components/ui/toggle-group";
import type { LinkSummary } from "@/lib/app/documents/link-summary";
import { linkSummary } from "@/lib/app/documents/link-summary";
import { type EmbedChoice, type SharedForms, sharedForms } from "@/lib/app/documents/shared-forms";
import { usePlayground, usePlaygroundStore } from "@/lib/app/hooks/use-playground";
import { measuredRunOf } from "@/lib/app/store/active-run";
import { isStale } from "@/lib/app/store/stale";
import { formatCount, formatDuration } from "@/lib/base/format";
import { EmbedOptions } from "./embed-options";
import { EmbedPreview } from "./embed-preview";
import { LinkLength } from "./link-length";

type Form = "link" | "markdown" | "embed";

const FORMS = [
  { value: "link", label: "Link" },
  { value: "markdown", label: "Markdown" },
  { value: "embed", label: "Embed" },
] as const;

const NOTES: Readonly<Record<Form, string>> = {
  link: "Whoever opens it gets a copy. Nothing runs until they press Run, and nothing is sent to a server: all of it stands in the address.",
  markdown: "Code, link and, if you like, results, for an issue, a chat or a README.",
  embed: "For a documentation page. Put it where it is to stand; without scripts the code can still be read.",
};

const USUAL: EmbedChoice = {
  view: undefined,
  theme: "auto",
  pixels: undefined,
  readonly: false,
  tag: "element",
};

export default function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const store = usePlaygroundStore();
  const hasReport = usePlayground(
    (state) => state.phase === "idle" && measuredRunOf(state)?.complete === true && !isStale(state),
  );
  const [wantsReport, setWantsReport] = useState(false);
  const withReport = wantsReport && hasReport;
  const [form, setForm] = useState<Form>("link");
  const [choice, setChoice] = useState(USUAL);
  const [shared, setShared] = useState<{
    readonly forms: SharedForms;
    readonly held: readonly LinkSummary[];
  }>();

  useEffect(() => {
    const state = store.getState();
    const forms = sharedForms(state, withReport, choice, formatDuration);
    const writes = { duration: formatDuration, count: formatCount };
    setShared({ forms, held: linkSummary(state, forms.ok && forms.isExample, withReport, writes) });
  }, [store, withReport, choice]);

  const forms = shared?.forms;
  const text = forms?.ok ? forms[form] : "";
  return (
    <Dialog onClose={onClose} size="lg" title="Share">
      <div className="flex flex-col gap-3 pb-3">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <ToggleGroup label="Share as" value={form} options={FORMS} onChange={setForm} />
          <Switch
            label={hasReport ? "With these results" : "With results (run it first)"}
            checked={withReport}
            disabled={!hasReport}
            onChange={setWantsReport}
          />
        </div>
        <p className="text-muted">{NOTES[form]}</p>
        {form === "embed" && <EmbedOptions choice={choice} onChange={setChoice} />}
        {forms && !forms.ok && (
          <p role="alert" className="text-failed">
            {forms.message}
          </p>
        )}
        <div className="flex items-start gap-2 max-sm:flex-col max-sm:items-stretch">
          <textarea
            readOnly
            aria-label={FORMS.find(({ value }) => value === form)?.label}
            value={text}
            rows={form === "link" ? 3 : 7}
            onFocus={(event) => event.currentTarget.select()}
            className={`${FIELD} min-h-16 flex-1 resize-y break-all py-1 font-mono text-sm`}
          />
          <CopyButton variant="primary" label="Copy" text={() => text} disabled={!forms?.ok} />
        </div>
        {form === "link" && forms?.ok && (
          <>
            <LinkLength length={forms.link.length} />
            <LinkContents held={shared?.held ?? []} />
          </>
        )}
        {form === "embed" && forms?.ok && <EmbedPreview src={forms.preview} pixels={choice.pixels} />}
      </div>
    </Dialog>
  );
}

function LinkContents({ held }: { readonly held: readonly LinkSummary[] }) {
  return (
    <section aria-labelledby="link-contents">
      <h3 id="link-contents" className="font-medium">
        What it holds
      </h3>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5">
        {held.map(({ what, value, there }) => (
          <div key={what} className="contents">
            <dt className="text-muted">{what}</dt>
            <dd className={clsx("wrap-anywhere", !there && "text-muted")}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
