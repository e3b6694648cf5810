import { analyseActiveRun } from "../effects/analyse-active-run";
import { bindDraftToAddress } from "../effects/bind-draft-to-address";
import { bindTheme } from "../effects/bind-theme";
import { compileOnEdit } from "../effects/compile-on-edit";
import { keepAssumptions } from "../effects/keep-assumptions";
import { keepDrafts } from "../effects/keep-drafts";
import { keepHistory } from "../effects/keep-history";
import { openAddress } from "../effects/open-address";
import type { Effect, PageServices } from "../effects/services";
import { warnAboutStorage } from "../effects/warn-about-storage";
import { writeAddressOnRun } from "../effects/write-address-on-run";
import { pageStorage } from "../page-storage";
import type { PlaygroundStore } from "../store/store";
import { createAddress } from "./address";
import { keptTheme } from "./boot-preferences";
import type { DraftKeeper } from "./draft-keeper";
import { deleteDraft, openDraft, openFile, restoreDraft } from "./drafts";
import { openRun } from "./open-run";
import { writeAddress } from "./write-address";

export interface StartedPage {
  /** When the editor was left, and may have changed the document. */
  writeAddress(): Promise<void>;
  openDraft(id: string): Promise<void>;
  deleteDraft(id: string): Promise<void>;
  restoreDraft(id: string): Promise<void>;
  openFile(file: File): Promise<void>;
  openRun(id: string): Promise<void>;
  dispose(): void;
}

const EFFECTS: readonly Effect<PageServices>[] = [
  bindTheme,
  compileOnEdit,
  bindDraftToAddress,
  writeAddressOnRun,
  keepDrafts,
  keepHistory,
  keepAssumptions,
  warnAboutStorage,
  analyseActiveRun,
  openAddress,
];

/** Opens what the address, or the last visit, asks for, and keeps the browser in step with the store. */
export function startPage(store: PlaygroundStore): StartedPage {
  const address = createAddress();
  let draftKeeper: Promise<DraftKeeper> | undefined;
  const services: PageServices = {
    address,
    storage: pageStorage,
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
  const stops = EFFECTS.map((effect) => effect(store, services));
  return {
    writeAddress: () => writeAddress(store, services),
    openDraft: (id) => openDraft(store, services, id),
    deleteDraft: (id) => deleteDraft(store, services, id),
    restoreDraft: (id) => restoreDraft(store, services, id),
    openFile: (file) => openFile(store, services, file),
    openRun: (id) => openRun(store, services, id),
    dispose() {
      for (const stop of stops) stop();
      address.dispose();
    },
  };
}
