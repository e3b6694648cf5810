import type { PageServices } from "../effects/services";
import type { Notice } from "../store/slices/view-slice";
import type { PlaygroundStore } from "../store/store";

/** Saves what is on the screen before another document is opened. @returns the way back to it, if it is the user's draft */
export async function leaveDocument(
  store: PlaygroundStore,
  { draftKeeper }: Pick<PageServices, "draftKeeper">,
): Promise<readonly Notice[]> {
  await (await draftKeeper()).flush();
  const { draft } = store.getState();
  if (draft === undefined) return [];
  return [
    { id: "left", tone: "info", title: "Your program is in Drafts.", text: "", back: { draft: draft.id } },
  ];
}
