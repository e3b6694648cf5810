import type { Ref } from "react";
import type { LineNote } from "@/lib/app/editor/line-notes";
import type { Problem } from "@/lib/app/editor/problems";
import type { CodePosition } from "@/lib/app/store/slices/view-slice";
import type { TextEdit } from "@/lib/language/program";
import type { LanguageId } from "@/lib/model/language";

export interface EditorMarker extends Omit<Problem, "source"> {
  readonly line: number;
}

export interface EditorProps {
  /** Another document has a history of its own. */
  readonly documentId: number;
  readonly value: string;
  readonly language: LanguageId;
  readonly onChange: (value: string) => void;
  readonly onRun: () => void;
  /** The focus went elsewhere. */
  readonly onLeave?: (() => void) | undefined;
  readonly markers: readonly EditorMarker[];
  /** Notes above lines, behind them where there is no room above. */
  readonly lineInfo?: readonly LineNote[];
  /** Line of what is selected in the results. */
  readonly activeLine?: number | undefined;
  /** Lines of what runs at the moment that is played. */
  readonly playedLines?: readonly number[];
  /** Puts the caret there, and the focus into the editor, each time that it is another object. */
  readonly place?: CodePosition | undefined;
  readonly readOnly?: boolean;
  readonly handle?: Ref<EditorHandle> | undefined;
  readonly label: string;
  /** A task is to get a stand-in. */
  readonly onStandIn?: (() => void) | undefined;
}

/** What the page asks of an editor. */
export interface EditorHandle {
  /** Makes the edits of a fix as if they were typed: Undo takes them back. */
  apply(edits: readonly TextEdit[]): void;
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
