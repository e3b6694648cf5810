/** A figure with its unit muted. @param text "30 µs", or one without a unit */
export function Amount({ text }: { readonly text: string }) {
  const at = text.lastIndexOf(" ");
  if (at < 0) return text;
  return (
    <span>
      {text.slice(0, at)} <span className="text-muted">{text.slice(at + 1)}</span>
    </span>
  );
}
