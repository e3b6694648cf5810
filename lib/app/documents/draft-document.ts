import { DEFAULT_LANGUAGE } from "@/lib/model/language";
import { defaultSettings } from "@/lib/model/settings";
import type { Draft } from "@/lib/storage/draft-record";
import type { OpenedDraft } from "./opening";

/** A draft as it is opened; settings that it does not have are this machine's. */
export function openedDraft(draft: Draft, cores: number): OpenedDraft & { readonly draft: Draft } {
  const { code, language = DEFAULT_LANGUAGE, inputs, settings } = draft;
  return {
    document: { code, language, inputs, settings: { ...defaultSettings(cores), ...settings } },
    origin: { kind: "draft" },
    draft,
  };
}
