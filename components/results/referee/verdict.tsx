import { Banner } from "@/components/ui/banner";
import { CopyButton } from "@/components/ui/copy-button";
import { tameText } from "@/lib/base/tame-text";
import type { Difference } from "@/lib/referee/compare";
import {
  hereText,
  isSame,
  pinnedText,
  type RefereeVerdict,
  realText,
  reportAddress,
  reportText,
  verdictText,
} from "@/lib/referee/words";

/** Where reports go: docs/hosting.md. */
const REPORT_TO = process.env.NEXT_PUBLIC_REPORT_TO ?? "";
/** Differences on the page; the report has all. */
const SHOWN = 20;
/** UTF-16 units of one text. */
const SHOWN_TEXT = 2_000;

export function Verdict({ verdict, source }: { readonly verdict: RefereeVerdict; readonly source: string }) {
  const pinned = pinnedText(verdict);
  if (isSame(verdict)) {
    return <Banner title={verdictText(verdict)}>{pinned && <p>{pinned}</p>}</Banner>;
  }
  const address = reportAddress(REPORT_TO, verdict, source);
  const more = verdict.differences.length - SHOWN;
  return (
    <Banner
      tone="warning"
      title={verdictText(verdict)}
      actions={
        <>
          <CopyButton label="Copy report" variant="secondary" text={() => reportText(verdict, source)} />
          {address && (
            <a
              className="inline-flex h-control items-center underline hover:text-text"
              href={address}
              target="_blank"
              rel="noreferrer"
            >
              Send report
            </a>
          )}
        </>
      }
    >
      {pinned && <p>{pinned}</p>}
      <p>
        Either Fanout differs from {verdict.name}, or the program does something else at each run. The report
        contains the program.
      </p>
      <ul className="mt-2 flex flex-col gap-2">
        {verdict.differences.slice(0, SHOWN).map((each) => (
          <Row key={each.what} difference={each} name={verdict.name} />
        ))}
      </ul>
      {more > 0 && <p className="mt-2 text-muted">{more} more in the report.</p>}
      <OnPage verdict={verdict} />
    </Banner>
  );
}

/** The check is of the local mode: the run on the page may have given something else. */
function OnPage({ verdict: { onPage } }: { readonly verdict: RefereeVerdict }) {
  if (!onPage) return null;
  return (
    <>
      <p className="mt-2">
        The check ran the program again, one step after the other. The run on the page gave something else:
        its result depends on the order of steps, on time or on chance.
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3">
        <dt className="text-muted">On the page</dt>
        <dd className="wrap-anywhere font-mono">{tameText(hereText(onPage), SHOWN_TEXT)}</dd>
        <dt className="text-muted">In the check</dt>
        <dd className="wrap-anywhere font-mono">{tameText(realText(onPage), SHOWN_TEXT)}</dd>
      </dl>
    </>
  );
}

function Row({ difference, name }: { readonly difference: Difference; readonly name: string }) {
  return (
    <li>
      <h4 className="font-medium">{tameText(difference.what, 200)}</h4>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3">
        <dt className="text-muted">Fanout</dt>
        <dd className="wrap-anywhere font-mono">{tameText(hereText(difference), SHOWN_TEXT)}</dd>
        <dt className="text-muted">{name}</dt>
        <dd className="wrap-anywhere font-mono">{tameText(realText(difference), SHOWN_TEXT)}</dd>
      </dl>
    </li>
  );
}
