import { createStore, type StoreApi } from "zustand/vanilla";
import type { Settings } from "@/lib/model/settings";
import type { Compiler } from "../run/compiler";
import type { RunService } from "../run/run-service";
import { type AnalysisSlice, createAnalysisSlice } from "./slices/analysis-slice";
import { type CompileSlice, createCompileSlice } from "./slices/compile-slice";
import { createDocumentSlice, type DocumentSlice } from "./slices/document-slice";
import { createLessonSlice, type LessonSlice } from "./slices/lesson-slice";
import { createNumbersSlice, type NumbersSlice } from "./slices/numbers-slice";
import { type CacheStore, createRunSlice, type RunSlice } from "./slices/run-slice";
import { createRunsSlice, type RunsSlice } from "./slices/runs-slice";
import { createScaleSlice, type ScaleSlice } from "./slices/scale-slice";
import { createTaskRunSlice, type TaskRunSlice } from "./slices/task-run-slice";
import { createViewSlice, type ThemeChoice, type ViewSlice } from "./slices/view-slice";

export type PlaygroundState = DocumentSlice &
  CompileSlice &
  RunSlice &
  RunsSlice &
  TaskRunSlice &
  ScaleSlice &
  AnalysisSlice &
  NumbersSlice &
  LessonSlice &
  ViewSlice;
export type PlaygroundStore = StoreApi<PlaygroundState>;

export interface PlaygroundServices {
  readonly compiler: Compiler;
  readonly loadRunner: () => Promise<RunService>;
  readonly cache: CacheStore;
  readonly settings: Settings;
  readonly theme: ThemeChoice;
}

/**
 * The page's state and actions. Written in the slices only. What it does to the browser (address, storage, theme) and by
 * itself (compiling, analysing) is in `effects`.
 */
export function createPlaygroundStore({
  compiler,
  loadRunner,
  cache,
  settings,
  theme,
}: PlaygroundServices): PlaygroundStore {
  return createStore<PlaygroundState>()((set, get) => ({
    ...createDocumentSlice(set, get, settings),
    ...createCompileSlice(set, get, compiler),
    ...createRunSlice(set, get, loadRunner, cache),
    ...createRunsSlice(set),
    ...createTaskRunSlice(set, get),
    ...createScaleSlice(set, get),
    ...createAnalysisSlice(set),
    ...createNumbersSlice(set),
    ...createLessonSlice(set, get),
    ...createViewSlice(set, theme),
  }));
}
