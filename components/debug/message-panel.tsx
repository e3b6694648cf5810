"use client";

import { memo, useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { createMessageLog, type LoggedMessage } from "@/lib/app/debug/message-log";
import { formatBytes, formatCount, formatPlural } from "@/lib/base/format";

const COLUMNS = ["Time (ms)", "Other end", "Direction", "Type", "Size"] as const;

const log = createMessageLog();

/** What the page exchanges with its frame and workers: `?debug` (docs/protocol.md). */
export default function MessagePanel() {
  const messages = useSyncExternalStore(log.subscribe, log.messages);
  const [paused, setPaused] = useState(false);
  useEffect(() => log.pause(paused), [paused]);
  return (
    <section aria-label="Debug" className="flex h-64 flex-col border-t bg-surface">
      <div className="flex items-center gap-2 border-b px-3 py-1.5">
        <h2 className="font-medium">Messages</h2>
        <p className="mr-auto text-muted">{formatPlural(messages.length, "message")}</p>
        <Button onClick={() => setPaused(!paused)}>{paused ? "Resume" : "Pause"}</Button>
        <Button onClick={log.clear}>Clear</Button>
      </div>
      <ScrollRegion label="Messages" className="min-h-0 flex-1 overflow-y-auto px-3">
        <table className="w-full border-collapse">
          <thead>
            <tr className="text-muted text-sm">
              {COLUMNS.map((label) => (
                <th
                  key={label}
                  scope="col"
                  className="sticky top-0 bg-surface py-1 pr-4 text-left font-normal"
                >
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {messages.map((message) => (
              <Row key={message.id} message={message} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

const Row = memo(function Row({ message }: { readonly message: LoggedMessage }) {
  const { time, channel, direction, type, bytes } = message;
  return (
    <tr className="border-t">
      <td className="pr-4 tabular-nums">{formatCount(Math.round(time))}</td>
      <td className="pr-4">{channel}</td>
      <td className="pr-4">{direction}</td>
      <td className="pr-4 font-mono">{type}</td>
      <td className="tabular-nums">{formatBytes(bytes)}</td>
    </tr>
  );
});
