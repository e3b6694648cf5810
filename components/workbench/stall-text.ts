import { formatPlural } from "@/lib/base/format";
import type { Stall } from "@/lib/protocol/page";

/** What one group of calls waits for, in a sentence. */
export function waitText({ kind, name, count, tasks }: Stall["waits"][number], mayGoOn: boolean): string {
  const calls = `${formatPlural(count, "call")}${tasks.length > 0 ? ` of ${tasks.map((task) => `\`${task}\``).join(", ")}` : ""}`;
  const wait = count === 1 ? "waits" : "wait";
  if (kind === "promise") return `${calls} ${wait} for a promise that nothing has settled.`;
  return `${calls} ${wait} for an item of queue \`${name}\`${mayGoOn ? "; a call that still runs may put one." : ", and no running call can put one."}`;
}

/** Spans of all calls that wait. */
export const waitingSpans = (stall: Stall): number[] => stall.waits.flatMap(({ spans }) => spans);
