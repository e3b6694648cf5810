import type { DraftKeeper } from "../documents/draft-keeper";
import { writeUnsavedEdits } from "../documents/unsaved-edits";
import type { Effect, PageServices } from "./services";

export const keepDrafts: Effect<Pick<PageServices, "draftKeeper">> = (_store, { draftKeeper }) => {
  let stopped = false;
  let keeper: DraftKeeper | undefined;
  void draftKeeper().then((loaded) => {
    keeper = loaded;
    if (stopped) keeper.stop();
  });

  /** A tab that is closed or hidden may never run again, and a database may not answer in time. */
  const hide = (): void => {
    if (document.visibilityState !== "hidden" || keeper === undefined) return;
    const edits = keeper.unsaved();
    const takeBack = edits && writeUnsavedEdits(edits);
    void keeper.flush().then(() => takeBack?.());
  };
  document.addEventListener("visibilitychange", hide);
  return () => {
    stopped = true;
    document.removeEventListener("visibilitychange", hide);
    void keeper?.flush();
    keeper?.stop();
  };
};
