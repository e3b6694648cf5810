// What the page stores, and finds again.
import { CHUNKS } from "../places.mjs";

/** @type {readonly import("../guard.mjs").Guard[]} */
export const storageGuards = [
  {
    name: "cached results of one program are no other program's",
    taken: "the program in their keys",
    cuts: [
      { files: CHUNKS, from: /`draft:\$\{[\w$]+\.id\}`/, to: '"one"' },
      { files: CHUNKS, from: /`text:\$\{[\w$]+\}`(?=,persistent:![a-z])/, to: '"one"' },
    ],
    spec: "attack/cache",
    tests: ["overwrites a global"],
    says: /666/,
  },
  {
    name: "programs of others store nothing on the disk",
    taken: "the page's choice by whose program it is",
    cuts: [{ files: CHUNKS, from: /(`text:\$\{[\w$]+\}`,persistent:)![a-z]/, to: "$1!0" }],
    spec: "attack/cache",
    tests: ["a link stores no results on the disk"],
    says: /Expected: 0/,
  },
  {
    name: "cached results of one program are kept apart",
    taken: "the program in their stored keys",
    cuts: [
      {
        module: "lib/storage/result-cache.ts",
        from: "const storedKey = (program: string, key: string): string =>",
        to: 'const storedKey = (program: string, key: string): string => program === "" ? "" : key ||',
      },
    ],
    spec: "lib/storage/result-cache.test.ts",
    tests: ["no program gets or replaces a result of another"],
    says: /expected/,
  },
  {
    name: "a program makes room of its own results",
    taken: "the bound of one program, and the choice of the largest",
    cuts: [
      {
        module: "lib/storage/within-caps.ts",
        from: "within(caps.group ?? caps, entries)",
        to: "within(caps, entries)",
      },
      {
        module: "lib/storage/within-caps.ts",
        from: "share(group) > share(most) ? group : most",
        to: "share(group) > share(most) ? group : group",
      },
    ],
    spec: "lib/storage/result-cache.test.ts",
    tests: ["makes room of its own results"],
    says: /expected \+?\d+ to be/,
  },
  {
    name: "what one trial adds to the cached results",
    taken: "the bounds of their number and size",
    cuts: [
      {
        module: "lib/engine/kept.ts",
        from: "{ count: TRIAL_MAX_CACHED, bytes: TRIAL_CACHED_MAX_BYTES }",
        to: "{ count: 1e9, bytes: 1e12 }",
      },
    ],
    spec: "lib/engine/kept.test.ts",
    tests: ["is bounded in number and size"],
    says: /expected 5010 to be 5000/,
  },
  {
    name: "an index that cannot be read is left as it is",
    taken: "the difference between unreadable and empty",
    cuts: [
      {
        module: "lib/storage/store-index.ts",
        from: "return record.ok ? record.value : undefined;",
        to: "return record.ok ? record.value : [];",
      },
    ],
    spec: "lib/storage/store-index.test.ts",
    tests: ["deletes no run", "deletes no cached result"],
    says: /expected \[\] to deeply equal/,
  },
  {
    name: "no sweep without an index",
    taken: "the check of the index just before the sweep",
    cuts: [
      {
        module: "lib/storage/store-index.ts",
        from: "if (entries === undefined) return undefined;",
        to: "if (entries === undefined) return new Set();",
      },
    ],
    spec: "lib/storage/store-index.test.ts",
    tests: ["during a sweep costs no run"],
    says: /to include 'value:/,
  },
  {
    name: "an unreadable list shows a notice",
    taken: "the report of the repair",
    cuts: [{ module: "lib/storage/store-index.ts", from: "onRepair?.(!version.ok", to: "void (!version.ok" }],
    spec: "lib/app/effects/warn-about-storage.test.ts",
    tests: ["shows that a list could not be read"],
    says: /expected \[\] to deeply equal/,
  },
  {
    name: "a draft that cannot be read is not overwritten",
    taken: "the check of what is there",
    cuts: [
      {
        module: "lib/storage/drafts.ts",
        from: "if (old !== undefined && theirs?.revision !== revision) return old;",
        to: "",
      },
    ],
    spec: "lib/storage/drafts.test.ts",
    tests: ["neither shown nor overwritten"],
    says: /conflict/,
  },
  {
    name: "drafts that cannot be read are listed",
    taken: "their list",
    cuts: [
      {
        module: "lib/storage/drafts.ts",
        from: "return record.ok ? [] : [{ id, newer: record.newer, stored }];",
        to: "return record.ok || true ? [] : [{ id, newer: record.newer, stored }];",
      },
    ],
    spec: "lib/app/effects/warn-about-storage.test.ts",
    tests: ["shows how many drafts cannot be read"],
    says: /expected \[\] to deeply equal/,
  },
  {
    name: "an index that the disk does not give is not empty",
    taken: "the difference between refused and missing",
    cuts: [
      { module: "lib/storage/store-index.ts", from: "shelf.get(INDEX, REFUSED)", to: "shelf.get(INDEX)" },
      { module: "lib/storage/store-index.ts", from: "shelf.get(INDEX, REFUSED)", to: "shelf.get(INDEX)" },
    ],
    spec: "lib/storage/store-index.test.ts",
    tests: ["an index that the disk does not give costs no run"],
    says: /expected \[\] to deeply equal/,
  },
  {
    name: "the offline cache takes only the files of the build",
    taken: "their hashes",
    cuts: [{ files: /^sw\.js$/, from: /integrity:"sha384-[^"]+"/g, to: 'integrity:""' }],
    spec: "e2e/learn-offline",
    tests: ["is not cached as a log-in page"],
    says: /Expected: "none"/,
  },
  {
    name: "a cached file of another type is replaced",
    taken: "the check of its type",
    cuts: [{ files: /^sw\.js$/, from: /(=[\w$]+!==void 0&&)[\w$]+\([\w$]+\.url,[\w$]+\)(\?)/, to: "$1!0$2" }],
    spec: "e2e/learn-offline",
    tests: ["replaces log-in pages that were cached as scripts"],
    says: /Timeout|toBeEnabled|toBeAttached|click/,
  },
];
