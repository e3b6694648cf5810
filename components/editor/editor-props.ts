export interface EditorMarker {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly line: number;
  readonly column?: number | undefined;
  readonly endLine?: number | undefined;
  readonly endColumn?: number | undefined;
}

/** A note above a line (behind it where there is no room above): a task's count and timing after a run. */
export interface LineInfo {
  readonly line: number;
  readonly text: string;
}

export interface EditorProps {
  /** Another document has a history of its own. */
  readonly documentId: number;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onRun: () => void;
  /** The focus went elsewhere. */
  readonly onLeave?: (() => void) | undefined;
  readonly markers: readonly EditorMarker[];
  readonly lineInfo?: readonly LineInfo[];
  /** Line of what is selected in the results. */
  readonly activeLine?: number | undefined;
  /** Puts the caret there, and the focus into the editor, each time that it is another object. */
  readonly place?: { readonly line: number; readonly column?: number | undefined } | undefined;
  readonly readOnly?: boolean;
  readonly label: string;
}

/** Where somebody was, handed from one editor to the next. */
export interface EditorState {
  /** Offsets in the text. */
  readonly selectionStart: number;
  readonly selectionEnd: number;
  /** px */
  readonly scrollTop: number;
  readonly focused: boolean;
  /** Shown already. */
  readonly place: EditorProps["place"];
  /** Earlier texts of this document, oldest first, so that Undo goes on working. */
  readonly history: readonly string[];
}
