import type { Example } from "@/lib/examples";
import { defaultSettings } from "@/lib/model/settings";
import type { PageServices } from "../effects/services";
import type { PlaygroundStore } from "../store/store";
import type { PlaygroundDocument } from "./document";
import { leaveDocument } from "./leave-document";
import { loadRecorded, recordedExample } from "./recorded-example";

/** An example with the settings that make its point, and this machine's for the rest. */
export function exampleDocument(
  { source, language, inputs, settings }: Example,
  cores: number,
): PlaygroundDocument {
  return { code: source, language, inputs, settings: { ...defaultSettings(cores), ...settings } };
}

export async function openExample(
  store: PlaygroundStore,
  services: Pick<PageServices, "draftKeeper" | "cores">,
  example: Example,
): Promise<void> {
  const open = store.getState().beginOpening();
  const { name, view: tab } = example;
  const document = exampleDocument(example, services.cores);
  const [notices, run] = await Promise.all([
    leaveDocument(store, services),
    recordedExample(document, loadRecorded(name)),
  ]);
  open(document, { kind: "example", name }, { tab, notices, run });
}
