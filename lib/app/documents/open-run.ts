import type { PageServices } from "../effects/services";
import { fromHistory } from "../run/history-run";
import type { PlaygroundStore } from "../store/store";
import { leaveDocument } from "./leave-document";
import { writeAddress } from "./write-address";

/** Goes back to an earlier run: its code, its inputs, its settings and its results. */
export async function openRun(store: PlaygroundStore, services: PageServices, id: string): Promise<void> {
  const open = store.getState().beginOpening();
  const [{ history }, notices] = await Promise.all([services.storage(), leaveDocument(store, services)]);
  const record = await history.get(id);
  if (record === undefined) {
    return store.getState().notify({
      id: "history",
      tone: "warning",
      title: "This run was deleted",
      text: "Newer runs replaced it, or another tab deleted it.",
    });
  }
  const run = await fromHistory(record);
  if (open(run.document, { kind: "draft" }, { run, notices, foreign: record.own !== true }))
    await writeAddress(store, services);
}
