import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { usePlayground, usePlaygroundState } from "@/lib/app/hooks/use-playground";
import { waitingSpans, waitText } from "./stall-text";

/** While a run makes no progress: which calls wait, and for what. */
export function StallBanner() {
  const live = usePlayground((state) => (state.phase === "running" ? state.live : undefined));
  const { showTrial, showSpans, selectSpan, showTab } = usePlaygroundState(
    "showTrial",
    "showSpans",
    "selectSpan",
    "showTab",
  );
  const { info, trace, stall } = live ?? {};
  if (info === undefined || trace === undefined || stall === undefined) return null;
  const [first, ...others] = stall.waits;
  if (first === undefined) return null;
  const spans = waitingSpans(stall);
  const row = trace.id.subarray(0, trace.count).findIndex((id) => spans.includes(id));
  const show = () => {
    showTrial(info);
    showSpans(spans);
    selectSpan(row);
    showTab("tree");
  };
  return (
    <Banner
      tone="warning"
      className="m-2 shrink-0"
      title={waitText(first, stall.mayGoOn)}
      actions={row >= 0 && <Button onClick={show}>Show them</Button>}
    >
      {others.map((wait) => (
        <p key={`${wait.kind} ${wait.name}`}>{waitText(wait, stall.mayGoOn)}</p>
      ))}
    </Banner>
  );
}
