import type { Effect, PageServices } from "./services";

/** Without a keystroke for so long, the text is compiled, for its errors and its inputs. */
const COMPILE_DELAY_MS = 250;

export const compileOnEdit: Effect<Pick<PageServices, "compilesOnOpen">> = (store, { compilesOnOpen }) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const compileAfter = (ms: number): void => {
    timer = setTimeout(() => void store.getState().compile(), ms);
  };
  const stop = store.subscribe((state, before) => {
    const isOpened = state.documentId !== before.documentId;
    const isEdited = state.code !== before.code || state.language !== before.language;
    if (!isEdited && !isOpened) return;
    clearTimeout(timer);
    if (!isOpened) compileAfter(COMPILE_DELAY_MS);
    // The text is painted first.
    else if (compilesOnOpen) compileAfter(0);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
};
