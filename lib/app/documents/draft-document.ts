import { defaultSettings } from "@/lib/model/settings";
import type { Draft } from "@/lib/storage/draft-record";
import type { PlaygroundDocument } from "./document";

/** A draft as it is opened; settings that it does not know are this machine's. */
export function draftDocument({ code, inputs, settings }: Draft, cores: number): PlaygroundDocument {
  return { code, inputs, settings: { ...defaultSettings(cores), ...settings } };
}
