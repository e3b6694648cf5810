import { PathSet } from "@/lib/base/path-set";
import { PATH_MAX_LENGTH } from "@/lib/model/limits";

export interface ArtifactFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/** What one call wrote: a Dir with its files, or a File. */
export interface WrittenArtifact {
  /** Names the call, where that is known. */
  readonly origin: string;
  readonly files: readonly ArtifactFile[];
}

/**
 * The files of all artifacts, each with a path of its own that can be unpacked beside the others. Artifacts that would be in each
 * other's way are put into folders that are named by the call that wrote them.
 */
export function placeArtifacts(written: readonly WrittenArtifact[]): ArtifactFile[] {
  const artifacts = withoutCopies(written);
  const inTheWay = clashing(artifacts);
  const taken = new PathSet();
  const counts = new Map<string, number>();
  const placed = new Map<WrittenArtifact, readonly ArtifactFile[]>();
  const place = (artifact: WrittenArtifact, folder: string): boolean => {
    const files = artifact.files.map(({ path, content }) => ({ path: `${folder}${path}`, content }));
    if (folder !== "" && files.some(({ path }) => taken.clashes(path))) return false;
    for (const { path } of files) taken.add(path);
    placed.set(artifact, files);
    return true;
  };
  for (const artifact of artifacts) if (!inTheWay.has(artifact)) place(artifact, "");
  for (const artifact of inTheWay) {
    const name = folderName(artifact.origin);
    for (let n = counts.get(name) ?? 1; ; n++) {
      counts.set(name, n + 1);
      if (place(artifact, n === 1 ? `${name}/` : `${name} (${n})/`)) break;
    }
  }
  return artifacts.flatMap((artifact) => placed.get(artifact) ?? []).map(withinBound());
}

/** A folder's name, without parts that lead elsewhere. */
const folderName = (origin: string): string =>
  origin.replace(/[\\/]/g, "-").replace(/^\.+$/, "").slice(0, 100).trim() || "files";

/** An artifact that was passed on from task to task is there once. */
function withoutCopies(written: readonly WrittenArtifact[]): WrittenArtifact[] {
  const byOrigin = new Map<string, WrittenArtifact[]>();
  return written.filter((artifact) => {
    const name = JSON.stringify([artifact.origin, artifact.files[0]?.path]);
    const others = byOrigin.get(name) ?? [];
    byOrigin.set(name, others);
    if (others.some((other) => isSame(other, artifact))) return false;
    others.push(artifact);
    return true;
  });
}

const isSame = (one: WrittenArtifact, other: WrittenArtifact): boolean =>
  one.files.length === other.files.length &&
  one.files.every(({ path, content }, i) => {
    const file = other.files[i] as ArtifactFile;
    return (
      path === file.path &&
      content.length === file.content.length &&
      content.every((byte, at) => byte === file.content[at])
    );
  });

/** The artifacts that share a path with another one. */
function clashing(artifacts: readonly WrittenArtifact[]): Set<WrittenArtifact> {
  const found = new Set<WrittenArtifact>();
  // Those that come later meet all before them; in the other direction those before meet all after them.
  for (const order of [artifacts, [...artifacts].reverse()]) {
    const seen = new PathSet();
    for (const artifact of order) {
      if (artifact.files.some(({ path }) => seen.clashes(path))) found.add(artifact);
      for (const { path } of artifact.files) seen.add(path);
    }
  }
  return new Set(artifacts.filter((artifact) => found.has(artifact)));
}

/** Shortens paths that are too long for a report, and keeps them different. */
function withinBound(): (file: ArtifactFile) => ArtifactFile {
  let shortened = 0;
  return (file) => {
    if (file.path.length <= PATH_MAX_LENGTH) return file;
    const mark = ` (shortened ${++shortened})`;
    return { ...file, path: `${file.path.slice(0, PATH_MAX_LENGTH - mark.length)}${mark}` };
  };
}
