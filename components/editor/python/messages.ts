// The parts of the Language Server Protocol that the editor uses. Lines and characters count from 0.

export interface LspPosition {
  readonly line: number;
  /** UTF-16 units. */
  readonly character: number;
}

export interface LspRange {
  readonly start: LspPosition;
  readonly end: LspPosition;
}

export interface LspDiagnostic {
  readonly range: LspRange;
  readonly message: string;
  /** 1 error, 2 warning, 3 information, 4 hint. */
  readonly severity?: number;
  /** Name of the rule; syntax errors have none. */
  readonly code?: string | number;
}

export interface PublishDiagnostics {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly LspDiagnostic[];
}

interface Markup {
  readonly kind: string;
  readonly value: string;
}

export interface LspHover {
  readonly contents: Markup;
  readonly range?: LspRange;
}

export interface LspCompletion {
  readonly label: string;
  readonly kind?: number;
  readonly detail?: string;
  readonly documentation?: string | Markup;
  readonly insertText?: string;
  readonly filterText?: string;
  readonly sortText?: string;
}

export interface LspCompletionList {
  readonly isIncomplete: boolean;
  readonly items: readonly LspCompletion[];
}

export interface LspSignatureHelp {
  readonly signatures: readonly {
    readonly label: string;
    readonly documentation?: string | Markup;
    readonly parameters?: readonly {
      readonly label: string | [start: number, end: number];
      readonly documentation?: string | Markup;
    }[];
    readonly activeParameter?: number;
  }[];
  readonly activeSignature?: number;
  readonly activeParameter?: number;
}
