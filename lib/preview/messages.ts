/** How a file is drawn; the others are text. */
export type DrawnKind = "markdown" | "html" | "svg" | "picture";

/** From the page to `workers/preview.ts`. Both are our own code: nothing is checked. */
export type ToPreview =
  | {
      readonly type: "prepare";
      readonly kind: DrawnKind;
      readonly mediaType: string;
      readonly content: Uint8Array;
    }
  | { readonly type: "zip"; readonly files: ReadonlyMap<string, Uint8Array> };

export type Prepared =
  /** HTML, to be cleaned and drawn in a sandboxed frame. */
  | { readonly as: "html"; readonly html: string }
  /** The address of a picture, for the same. */
  | { readonly as: "picture"; readonly url: string }
  /** The source is shown instead. `why`: in words. */
  | { readonly as: "source"; readonly why: string };

export type FromPreview =
  | { readonly type: "ready" }
  | { readonly type: "prepared"; readonly prepared: Prepared }
  | { readonly type: "zipped"; readonly zip: Uint8Array<ArrayBuffer> };
