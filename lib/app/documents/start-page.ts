import type { Example } from "@/lib/examples";
import type { LanguageId } from "@/lib/model/language";
import { afterOpening } from "../effects/after-opening";
import { bindTheme } from "../effects/bind-theme";
import { compileOnEdit } from "../effects/compile-on-edit";
import { openAddress } from "../effects/open-address";
import type { Effect, PageServices } from "../effects/services";
import { pageStorage } from "../page-storage";
import type { PlaygroundStore } from "../store/store";
import { createAddress } from "./address";
import { keptTheme } from "./boot-preferences";
import type { DraftKeeper } from "./draft-keeper";
import type { TemplateId } from "./templates/templates";

export type StartedPage = ReturnType<typeof startPage>;

const firstEffects: readonly Effect<PageServices>[] = [bindTheme, compileOnEdit, openAddress];

/**
 * Opens the document of the address or of the last visit, and keeps address, storage and theme in step with the store.
 * @param asked see PageServices
 */
export function startPage(store: PlaygroundStore, asked: () => void) {
  const address = createAddress();
  let draftKeeper: Promise<DraftKeeper> | undefined;
  const services: PageServices = {
    address,
    storage: pageStorage,
    asked,
    cores: navigator.hardwareConcurrency,
    compilesOnOpen: true,
    draftKeeper() {
      draftKeeper ??= Promise.all([pageStorage(), import("./draft-keeper")]).then(
        ([{ drafts }, { createDraftKeeper }]) => createDraftKeeper(store, drafts),
      );
      return draftKeeper;
    },
  };
  store.getState().setTheme(keptTheme());
  const stops = firstEffects.map((effect) => effect(store, services));
  let disposed = false;
  void afterOpening(store).then(async () => {
    const { laterEffects } = await import("../effects/later-effects");
    if (!disposed) stops.push(...laterEffects.map((effect) => effect(store, services)));
  });
  const actions = () => import("./page-actions");
  return {
    /** When the editor was left, and may have changed the document. */
    writeAddress: async () => (await actions()).writeAddress(store, services),
    openDraft: async (id: string) => (await actions()).openDraft(store, services, id),
    adoptDocument: async () => (await actions()).adoptDocument(store, services),
    renameDraft: async (id: string, name: string) => (await actions()).renameDraft(store, services, id, name),
    duplicateDraft: async (id: string) => (await actions()).duplicateDraft(store, services, id),
    deleteDraft: async (id: string) => (await actions()).deleteDraft(store, services, id),
    forgetDevice: async () => (await actions()).forgetDevice(store, services),
    restoreDraft: async (id: string) => (await actions()).restoreDraft(store, services, id),
    openExample: async (example: Example) => (await actions()).openExample(store, services, example),
    openNew: async (language: LanguageId, template?: TemplateId) =>
      (await actions()).openNewProgram(store, services, language, template),
    openFiles: async (files: readonly File[]) => (await actions()).openFiles(store, services, files),
    openRun: async (id: string) => (await actions()).openRun(store, services, id),
    dispose(): void {
      disposed = true;
      for (const stop of stops) stop();
      address.dispose();
    },
  };
}
