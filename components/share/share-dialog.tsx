import clsx from "clsx";
import { Share2 } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { FIELD } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { ToggleGroup } from "@/components/ui/toggle-group";
import type { LinkSummary } from "@/lib/app/documents/link-summary";
import { linkSummary } from "@/lib/app/documents/link-summary";
import { type EmbedChoice, type SharedForms, sharedForms } from "@/lib/app/documents/shared-forms";
import { sharedRecord } from "@/lib/app/documents/shared-record";
import { usePlayground, usePlaygroundStore } from "@/lib/app/hooks/use-playground";
import { recordOf } from "@/lib/app/run/run";
import { activeRunOf, measuredRunOf } from "@/lib/app/store/active-run";
import { isStale } from "@/lib/app/store/stale";
import { formatCount, formatDuration } from "@/lib/base/format";
import { EmbedOptions } from "./embed-options";
import { EmbedPreview } from "./embed-preview";
import { LinkLength } from "./link-length";
import { QR_MAX_BYTES, QrCode } from "./qr-code";

type Form = "link" | "markdown" | "embed";

const FORMS = [
  { value: "link", label: "Link" },
  { value: "markdown", label: "Markdown" },
  { value: "embed", label: "Embed" },
] as const;

const NOTES: Readonly<Record<Form, string>> = {
  link: "Anyone with the link gets a copy. Everything is in the link; nothing is uploaded, and nothing runs until they press Run.",
  markdown: "Code, link and optional results as Markdown, for an issue or a README.",
  embed:
    "For a documentation page. Paste this into your page. Readers without JavaScript still see the code.",
};

function recordNote(isIncluded: boolean, withoutNames: boolean): string {
  if (!isIncluded) return "The program has the names of steps, and how long they took.";
  return withoutNames
    ? "Steps and items are numbered. Times, statuses and attempts are included; messages and names are not."
    : "Names of steps, keys of items, times, statuses and kinds of errors are included. Messages are not.";
}

const USUAL: EmbedChoice = {
  view: undefined,
  theme: "auto",
  pixels: undefined,
  readonly: false,
  lone: false,
  tag: "element",
};

/** Opens the system's own dialog, where there is one. Nothing happens when it is closed. */
const shareLink = (url: string): Promise<void> => navigator.share({ url }).catch(() => undefined);

export default function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const store = usePlaygroundStore();
  const hasReport = usePlayground(
    (state) => state.phase === "idle" && measuredRunOf(state)?.complete === true && !isStale(state),
  );
  const recordedRun = usePlayground((state) => {
    const run = isStale(state) ? undefined : activeRunOf(state);
    return run && recordOf(run) && run;
  });
  // They are what the reader of a link wants to see first.
  const [wantsReport, setWantsReport] = useState(true);
  const [wantsRecord, setWantsRecord] = useState(true);
  const [withoutNames, setWithoutNames] = useState(false);
  const record = useMemo(
    () => (wantsRecord ? sharedRecord(recordedRun, withoutNames) : undefined),
    [recordedRun, wantsRecord, withoutNames],
  );
  const withReport = wantsReport && hasReport;
  const [form, setForm] = useState<Form>("link");
  const [choice, setChoice] = useState(USUAL);
  const [shared, setShared] = useState<{
    readonly forms: SharedForms;
    readonly held: readonly LinkSummary[];
  }>();

  useEffect(() => {
    const state = store.getState();
    const results = { report: withReport, record };
    const forms = sharedForms(state, results, choice, formatDuration);
    const writes = { duration: formatDuration, count: formatCount };
    setShared({ forms, held: linkSummary(state, forms.ok && forms.isExample, results, writes) });
  }, [store, withReport, record, choice]);

  const forms = shared?.forms;
  const text = forms?.ok ? forms[form] : "";
  return (
    <Dialog onClose={onClose} size="lg" title="Share">
      <div className="flex flex-col gap-3 pb-3">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <ToggleGroup label="Share as" value={form} options={FORMS} onChange={setForm} />
          {recordedRun ? (
            <div className="flex flex-wrap gap-x-4 gap-y-2">
              <Switch label="Include the record" checked={wantsRecord} onChange={setWantsRecord} />
              <Switch
                label="Replace names"
                checked={withoutNames}
                disabled={!wantsRecord}
                onChange={setWithoutNames}
              />
            </div>
          ) : (
            <Switch
              label={hasReport ? "Include results" : "Include results (run first)"}
              checked={withReport}
              disabled={!hasReport}
              onChange={setWantsReport}
            />
          )}
        </div>
        <p className="text-muted">{NOTES[form]}</p>
        {recordedRun && <p className="text-muted">{recordNote(wantsRecord, withoutNames)}</p>}
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
          <div className="flex gap-2 sm:flex-col">
            <CopyButton variant="primary" label="Copy" text={() => text} disabled={!forms?.ok} />
            {form === "link" && forms?.ok && "share" in navigator && (
              <Button icon={<Share2 aria-hidden />} onClick={() => void shareLink(text)}>
                Send…
              </Button>
            )}
          </div>
        </div>
        {form === "link" && forms?.ok && (
          <>
            <LinkLength length={forms.link.length} />
            {forms.link.length <= QR_MAX_BYTES && (
              <details>
                <summary className="w-fit font-medium">QR code</summary>
                <QrCode text={forms.link} className="mt-2" />
              </details>
            )}
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
        Contents
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
