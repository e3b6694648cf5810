import { Scale } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { checks } from "@/lib/app/referee/checks";
import { PACKS } from "@/lib/app/referee/packs.generated";
import type { Run } from "@/lib/app/run/run";
import { formatBytes } from "@/lib/base/format";
import { PLATFORMS, platformOf } from "@/lib/project/platform";
import { progressText } from "./progress-text";
import { Verdict } from "./verdict";

/** Below the answer of a program of Dagster or Flyte: whether the real package gives the same. */
export default function RefereeView({ run }: { readonly run: Run }) {
  const { code, inputs, settings } = run.document;
  const state = useSyncExternalStore(
    checks.subscribe,
    () => checks.of(run.id),
    () => undefined,
  );
  const module = platformOf(code);
  if (module === "python") return null;
  const { name } = PLATFORMS[module];
  if (settings.standIns?.tasks.length) {
    return (
      <p className="text-muted">
        Tasks ran as stand-ins, so the result cannot be checked with {name}: it would need what they stand in
        for.
      </p>
    );
  }
  const pack = PACKS[module];
  if (!pack) return <NoPack name={name} />;
  const start = () => checks.start(run.id, { module, pack, code, inputs, shown: shownOf(run) });
  return (
    <section className="flex flex-col gap-2" aria-label={`Check with ${name}`}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {state?.type === "running" ? (
          <>
            <Button onClick={() => state.stop()}>Stop the check</Button>
            <Spinner label={progressText(state.progress, name)} />
          </>
        ) : (
          <>
            <Button icon={<Scale aria-hidden />} onClick={start}>
              {state ? "Check again" : `Check with ${name}`}
            </Button>
            {!state && (
              <p className="text-muted">
                Runs the program with the real package, here in the browser, and compares. It is{" "}
                {formatBytes(pack.bytes)}, downloaded once.
              </p>
            )}
          </>
        )}
      </div>
      {state?.type === "done" && <Verdict verdict={state.verdict} source={code} />}
      {state?.type === "failed" && (
        <Banner tone="error" title="Could not make the check">
          <p className="wrap-anywhere whitespace-pre-wrap">{state.message}</p>
        </Banner>
      )}
    </section>
  );
}

/** The result of the first trial that gave one: others that differ are a matter of Compare. */
const shownOf = ({ trials }: Run): string | undefined =>
  trials.find(({ report }) => report.status === "succeeded")?.report.outputRepr;

function NoPack({ name }: { readonly name: string }) {
  return (
    <p className="text-muted">
      This site does not have {name} itself, so the result cannot be checked with it here. Who hosts the site
      can add it: <code>npm run packs</code>, then <code>npm run build</code>.
    </p>
  );
}
