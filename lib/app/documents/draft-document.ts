import { defaultSettings } from "@/lib/model/settings";
import type { Draft } from "@/lib/storage/draft-record";
import type { OpenedDraft } from "./opening";

/** A draft as it is opened; settings that it does not have are this machine's. */
export function openedDraft(draft: Draft, cores: number): OpenedDraft & { readonly draft: Draft } {
  const { code, inputs, settings } = draft;
  return {
    document: { code, inputs, settings: { ...defaultSettings(cores), ...settings } },
    origin: { kind: "draft" },
    draft,
  };
}
