import { createStore, type StoreApi } from "zustand/vanilla";
import type { Settings } from "@/lib/model/settings";
import type { Compiler } from "../run/compiler";
import type { RunService } from "../run/run-service";
import { type CompileSlice, createCompileSlice } from "./slices/compile-slice";
import { createDocumentSlice, type DocumentSlice } from "./slices/document-slice";
import { createHistorySlice, type HistorySlice } from "./slices/history-slice";
import { type CacheStore, createRunSlice, type RunSlice } from "./slices/run-slice";
import { createScaleSlice, type ScaleSlice } from "./slices/scale-slice";
import { createViewSlice, type ThemeChoice, type ViewSlice } from "./slices/view-slice";

export type PlaygroundState = DocumentSlice & CompileSlice & RunSlice & ScaleSlice & ViewSlice & HistorySlice;
export type PlaygroundStore = StoreApi<PlaygroundState>;

export interface PlaygroundServices {
  readonly compiler: Compiler;
  readonly loadRunner: () => Promise<RunService>;
  readonly cache: CacheStore;
  readonly settings: Settings;
  readonly theme: ThemeChoice;
  /** False where code is only read until somebody asks for more: then it is compiled when it is edited or run. */
  readonly eager?: boolean;
}

/** ms without a keystroke until the text is compiled, for its errors and its inputs. */
const PAUSE = 250;

/** The page's state and actions. What it does to the browser (address, storage, theme) is bound to it from outside. */
export function createPlaygroundStore({
  compiler,
  loadRunner,
  cache,
  settings,
  theme,
  eager = true,
}: PlaygroundServices): PlaygroundStore {
  const store: PlaygroundStore = createStore<PlaygroundState>()((set, get) => ({
    ...createDocumentSlice(set, settings),
    ...createCompileSlice(set, get, compiler),
    ...createRunSlice(set, get, loadRunner, cache),
    ...createScaleSlice(set, get),
    ...createViewSlice(set, theme),
    ...createHistorySlice(set),
  }));
  let pause: ReturnType<typeof setTimeout> | undefined;
  store.subscribe((state, before) => {
    if (state.code === before.code && state.documentId === before.documentId) return;
    clearTimeout(pause);
    if (state.documentId !== before.documentId) {
      state.stop();
      store.setState({
        // Another document with the very same text: it is compiled already, and is not compiled again.
        ...(state.code !== before.code && { program: undefined, compileErrors: [] }),
        results: undefined,
        recorded: undefined,
        live: undefined,
        refusal: undefined,
        scale: undefined,
        shown: undefined,
        selected: undefined,
        pastRun: undefined,
        baseline: undefined,
      });
      // The text is painted first.
      if (eager) pause = setTimeout(() => void store.getState().compile());
    } else pause = setTimeout(() => void store.getState().compile(), PAUSE);
  });
  return store;
}
