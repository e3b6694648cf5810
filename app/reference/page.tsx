import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Metadata } from "next";
import "@/components/learn/learn.css";
import { pageMetadata } from "@/components/learn/social/page-metadata";
import { entriesOf, functionsFirst, sectionsOf } from "@/components/reference/entries";
import { ReferencePage } from "@/components/reference/reference-page";

export const metadata: Metadata = pageMetadata({
  title: "Reference",
  description: "What Fanout programs import: the TypeScript SDK, and Dagster, flytekit and Flyte in Python.",
});

const read = (path: string): Promise<string> => readFile(join(process.cwd(), path), "utf8");

/** From the same sources as docs/sdk.md and lib/python. */
export default async function Page() {
  const [sdk, python] = await Promise.all([read("docs/sdk.md"), read(".cache/reference/python.md")]);
  const sections = [
    {
      id: "typescript",
      title: "TypeScript",
      text: 'Imported from `"fanout"`.',
      entries: functionsFirst(entriesOf(sdk)),
    },
    {
      id: "python",
      title: "Python",
      text: "`multiprocessing`, `concurrent.futures`, `threading`, `queue` and `asyncio` are CPython's own code. Their reference is [Python's](https://docs.python.org/3/library/).",
      entries: [],
    },
    ...sectionsOf(python),
  ];
  return <ReferencePage sections={sections} />;
}
