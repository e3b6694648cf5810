/** A short name for a text, to tell whether two are the same; not a safeguard. FNV-1a (32 bit) twice, as 16 hex digits. */
export function fingerprint(text: string): string {
  const hash = (seed: number): string => {
    let state = seed;
    for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
    return (state >>> 0).toString(16).padStart(8, "0");
  };
  return hash(0x811c9dc5) + hash(0x9e3779b9);
}
