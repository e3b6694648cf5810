import { DEFAULT_LANGUAGE } from "@/lib/model/language";
import type { Effect } from "./services";

/** A language that has to be downloaded is, as soon as a program in it is on the screen. */
export const prepareLanguage: Effect<unknown> = (store) => {
  const prepare = (): void => {
    const { language, opened } = store.getState();
    if (opened && language !== DEFAULT_LANGUAGE) void store.getState().prepare();
  };
  prepare();
  return store.subscribe((state, before) => {
    if (state.language !== before.language || state.documentId !== before.documentId) prepare();
  });
};
