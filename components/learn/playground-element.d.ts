import type { DetailedHTMLProps, HTMLAttributes } from "react";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      /** Of generated/embed.js; lib/embed/api.ts describes it. */
      "fanout-playground": DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & {
        readonly example: string;
        readonly view: "split";
        /** px */
        readonly height: number;
      };
    }
  }
}
