import type { DetailedHTMLProps, HTMLAttributes } from "react";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      /** Of generated/embed.js; lib/embed/api.ts describes it. */
      "fanout-playground": DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & {
        readonly example?: string;
        /** A link's fragment, with its "#". */
        readonly src?: string;
        readonly view: "split" | "compare";
        /** px */
        readonly height: number;
      };
    }
  }
}
