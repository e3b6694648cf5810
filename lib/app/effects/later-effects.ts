import { analyseActiveRun } from "./analyse-active-run";
import { keepAssumptions } from "./keep-assumptions";
import { keepDrafts } from "./keep-drafts";
import { keepHistory } from "./keep-history";
import { keepStartCost } from "./keep-start-cost";
import type { Effect, PageServices } from "./services";
import { warnAboutStorage } from "./warn-about-storage";

/** Those that the page does not need to show a document: they are loaded after it. */
export const laterEffects: readonly Effect<PageServices>[] = [
  keepDrafts,
  warnAboutStorage,
  keepHistory,
  keepAssumptions,
  keepStartCost,
  analyseActiveRun,
];
