import type { Example } from "@/lib/examples";
import { defaultSettings } from "@/lib/model/settings";
import type { PageServices } from "../effects/services";
import type { PlaygroundStore } from "../store/store";
import type { PlaygroundDocument } from "./document";

/** An example with the settings that make its point, and this machine's for the rest. */
export function exampleDocument(
  { source, language, inputs, settings }: Example,
  cores: number,
): PlaygroundDocument {
  return { code: source, language, inputs, settings: { ...defaultSettings(cores), ...settings } };
}

export async function openExample(
  store: PlaygroundStore,
  { draftKeeper, cores }: Pick<PageServices, "draftKeeper" | "cores">,
  example: Example,
): Promise<void> {
  const open = store.getState().beginOpening();
  // What is on the screen now is saved first.
  await draftKeeper();
  const { name, view: tab } = example;
  open(exampleDocument(example, cores), { kind: "example", name }, { tab });
}
