/** Paths of files that can be unpacked into one folder on every system: letters of either case are the same there. */
export class PathSet {
  private readonly files = new Set<string>();
  private readonly folders = new Set<string>();

  /** Whether a file of this path would replace another, or is a folder of another, or has another as a folder. */
  clashes(path: string): boolean {
    const folded = fold(path);
    return (
      this.files.has(folded) || this.folders.has(folded) || foldersOf(folded).some((at) => this.files.has(at))
    );
  }

  add(path: string): void {
    const folded = fold(path);
    this.files.add(folded);
    for (const folder of foldersOf(folded)) this.folders.add(folder);
  }
}

const fold = (path: string): string => path.normalize("NFC").toLowerCase();

/** `a/b/c` → `a`, `a/b`. */
export function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) folders.push(path.slice(0, at));
  return folders;
}
