import { analyseActiveRun } from "./analyse-active-run";
import { bindDraftToAddress } from "./bind-draft-to-address";
import { keepAssumptions } from "./keep-assumptions";
import { keepDrafts } from "./keep-drafts";
import { keepHistory } from "./keep-history";
import { keepStartCost } from "./keep-start-cost";
import { prepareLanguage } from "./prepare-language";
import { readRunNumbers } from "./read-run-numbers";
import type { Effect, PageServices } from "./services";
import { warnAboutStorage } from "./warn-about-storage";
import { writeAddressOnNumbers } from "./write-address-on-numbers";
import { writeAddressOnRun } from "./write-address-on-run";

/** Those that the page does not need to show a document: they are loaded after it, and begin with the state that they find. */
export const laterEffects: readonly Effect<PageServices>[] = [
  bindDraftToAddress,
  writeAddressOnRun,
  writeAddressOnNumbers,
  keepDrafts,
  warnAboutStorage,
  keepHistory,
  keepAssumptions,
  keepStartCost,
  analyseActiveRun,
  prepareLanguage,
  readRunNumbers,
];
