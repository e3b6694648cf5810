import type { Example } from "@/lib/examples";
import { defaultSettings } from "@/lib/model/settings";
import type { PlaygroundState } from "../store/store";
import type { PlaygroundDocument } from "./document";

/** An example with the settings that make its point, and this machine's for the rest. */
export function exampleDocument(
  { source, language, inputs, settings }: Example,
  cores: number,
): PlaygroundDocument {
  return { code: source, language, inputs, settings: { ...defaultSettings(cores), ...settings } };
}

export function openExample(state: PlaygroundState, example: Example): void {
  const { name, view: tab } = example;
  state.openDocument(
    exampleDocument(example, navigator.hardwareConcurrency),
    { kind: "example", name },
    { tab },
  );
}
