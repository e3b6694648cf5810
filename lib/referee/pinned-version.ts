/** A version that a program pins, in a comment as in `# dagster==1.12.3` or in inline metadata; undefined where it pins none. */
export function pinnedVersion(source: string, module: string): string | undefined {
  return new RegExp(`^#.*?["'\\s]?\\b${module}\\s*==\\s*([\\w.]+)`, "m").exec(source)?.[1];
}
