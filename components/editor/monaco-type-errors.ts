import type { EditorMarker } from "./editor-props";
import type { Monaco } from "./load-monaco";

type Model = ReturnType<Monaco["editor"]["createModel"]>;
type Marker = ReturnType<Monaco["editor"]["getModelMarkers"]>[number];

/**
 * Takes away errors of the type checker where a plainer message says the same: where the two overlap, and all of them next to a message about
 * the whole text.
 */
export function replaceTypeErrors(monaco: Monaco, model: Model) {
  // The type checker's markers have the name of the language.
  const owner = model.getLanguageId();
  let own: readonly EditorMarker[] = [];
  /** What the type checker has said of this text; unknown until it speaks. */
  let all: readonly Marker[] | undefined;
  let shown = "";
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = (): void => {
    const kept = all?.filter((marker) => !own.some((each) => isSaid(marker, each)));
    if (kept === undefined || keyOf(kept) === shown) return;
    shown = keyOf(kept);
    monaco.editor.setModelMarkers(model, owner, [...kept]);
  };
  const listeners = [
    model.onDidChangeContent(() => {
      all = undefined;
      shown = "";
    }),
    monaco.editor.onDidChangeMarkers((changed) => {
      if (!changed.some((uri) => uri.toString() === model.uri.toString())) return;
      const found = monaco.editor.getModelMarkers({ resource: model.uri, owner });
      if (all !== undefined && keyOf(found) === shown) return;
      all = found;
      shown = keyOf(found);
      // Markers that are set while a change of them is being told are not drawn.
      clearTimeout(timer);
      timer = setTimeout(show);
    }),
  ];
  return {
    /** @param markers of our own, of the text that the model has now */
    update(markers: readonly EditorMarker[]): void {
      own = markers;
      show();
    },
    dispose(): void {
      clearTimeout(timer);
      for (const listener of listeners) listener.dispose();
    },
  };
}

const keyOf = (markers: readonly Marker[]): string =>
  JSON.stringify(markers.map((each) => [each.startLineNumber, each.startColumn, each.message]));

function isSaid(marker: Marker, { line, column, endLine, endColumn, isWhole }: EditorMarker): boolean {
  if (isWhole) return true;
  if (column === undefined || endLine === undefined || endColumn === undefined) return false;
  const isBefore =
    endLine < marker.startLineNumber ||
    (endLine === marker.startLineNumber && endColumn <= marker.startColumn);
  const isAfter =
    marker.endLineNumber < line || (marker.endLineNumber === line && marker.endColumn <= column);
  return !isBefore && !isAfter;
}
