import { pageStorage } from "../page-storage";
import { toHistory } from "./history-run";
import type { Run } from "./run";

/** Keeps a run that was opened in the history of this device, because the user asks for it. */
export async function keepRun(run: Run): Promise<void> {
  const { history } = await pageStorage();
  await history.add({ ...(await toHistory(run)), own: false });
}
