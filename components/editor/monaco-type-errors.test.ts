import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { EditorMarker } from "./editor-props";
import { replaceTypeErrors } from "./monaco-type-errors";

const MODEL = "file:///main.ts";
type Given = Parameters<typeof replaceTypeErrors>;

/** What of Monaco the module uses. */
function fakeMonaco() {
  const markers = new Map<string, readonly object[]>();
  const listeners: ((uris: readonly string[]) => void)[] = [];
  let changed = (): void => undefined;
  const set = (_: unknown, owner: string, list: readonly object[]): void => {
    markers.set(owner, list);
    for (const listener of listeners) setTimeout(() => listener([MODEL]));
  };
  const editor = {
    getModelMarkers: ({ owner }: { owner: string }) => markers.get(owner) ?? [],
    setModelMarkers: set,
    onDidChangeMarkers: (listener: (uris: readonly string[]) => void) => {
      listeners.push(listener);
      return { dispose: () => undefined };
    },
  };
  const model = {
    uri: MODEL,
    getLanguageId: () => "typescript",
    onDidChangeContent: (listener: () => void) => {
      changed = listener;
      return { dispose: () => undefined };
    },
  };
  return {
    monaco: { editor } as unknown as Given[0],
    model: model as unknown as Given[1],
    /** The type checker speaks. */
    check: (...lines: readonly number[]) => set(undefined, "typescript", lines.map(errorAt)),
    type: () => changed(),
    shown: () =>
      (markers.get("typescript") ?? []).map(
        (marker) => (marker as ReturnType<typeof errorAt>).startLineNumber,
      ),
  };
}

const errorAt = (line: number) => ({
  startLineNumber: line,
  startColumn: 5,
  endLineNumber: line,
  endColumn: 10,
  message: `error of line ${line}`,
});

const advice = (line: number, column: number, endColumn: number): EditorMarker => ({
  severity: "warning",
  message: "plainer",
  line,
  column,
  endLine: line,
  endColumn,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("takes away the errors that a plainer message overlaps, whichever comes first", () => {
  for (const isFirst of [true, false]) {
    const { monaco, model, check, shown } = fakeMonaco();
    const replaced = replaceTypeErrors(monaco, model);
    const own = [advice(1, 7, 8), advice(2, 1, 5), advice(3, 10, 12)];
    if (isFirst) replaced.update(own);
    check(1, 2, 3, 4);
    vi.runAllTimers();
    if (!isFirst) replaced.update(own);
    vi.runAllTimers();
    expect(shown()).toEqual([2, 3, 4]);
  }
});

it("brings them back when the plainer message goes, and not those of an earlier text", () => {
  const { monaco, model, check, type, shown } = fakeMonaco();
  const replaced = replaceTypeErrors(monaco, model);
  replaced.update([advice(1, 5, 10)]);
  check(1, 2);
  vi.runAllTimers();
  replaced.update([]);
  vi.runAllTimers();
  expect(shown()).toEqual([1, 2]);
  replaced.update([advice(1, 5, 10)]);
  vi.runAllTimers();
  type();
  replaced.update([]);
  check(2);
  vi.runAllTimers();
  replaced.update([]);
  expect(shown()).toEqual([2]);
});

it("takes away all of them next to a message about the whole text", () => {
  const { monaco, model, check, shown } = fakeMonaco();
  const replaced = replaceTypeErrors(monaco, model);
  replaced.update([{ ...advice(1, 1, 2), isWhole: true }]);
  check(1, 5, 9);
  vi.runAllTimers();
  expect(shown()).toEqual([]);
});
