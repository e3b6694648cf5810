import { Fragment, useMemo } from "react";
import { explainedText } from "./explained-text";
import { Term } from "./term";

/** A text whose terms have their explanation. */
export function Explained({ text }: { readonly text: string }) {
  const parts = useMemo(() => explainedText(text), [text]);
  return parts.map(({ text: words, term }, at) =>
    term === undefined ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other identity
      <Fragment key={at}>{words}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other identity
      <Term key={at} name={term}>
        {words}
      </Term>
    ),
  );
}
