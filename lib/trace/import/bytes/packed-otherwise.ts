/** First bytes of files whose content cannot be read here: what they are, and what to do. */
const OTHERS: readonly (readonly [at: number, mark: string, message: string])[] = [
  [
    0,
    "\x28\xb5\x2f\xfd",
    "is packed with zstd, which browsers cannot read. Unpack it, and open what is inside.",
  ],
  [0, "BZh", "is packed with bzip2, which browsers cannot read. Unpack it, and open what is inside."],
  [0, "\xfd7zXZ", "is packed with xz, which browsers cannot read. Unpack it, and open what is inside."],
  [0, "7z\xbc\xaf", "is a 7z archive, which browsers cannot read. Unpack it, and open what is inside."],
  [0, "Rar!", "is a RAR archive, which browsers cannot read. Unpack it, and open what is inside."],
  [257, "ustar", "is a tar archive. Unpack it, and open the files inside together."],
  [0, "SQLite format 3", "is an SQLite database. Write the rows of one run as a run file: docs/run-file.md"],
  [0, "PAR1", "is a Parquet file. Write its rows as a run file in CSV: docs/run-file.md"],
];

/** Bytes that tell. */
export const MARK_BYTES = 262;

/** After the file's name; undefined: none of these. */
export const packedOtherwise = (head: Uint8Array): string | undefined =>
  OTHERS.find(([at, mark]) => [...mark].every((char, i) => head[at + i] === char.charCodeAt(0)))?.[2];
