// biome-ignore-all lint/suspicious/noTemplateCurlyInString: places to fill in, in Monaco's notation
interface Snippet {
  readonly label: string;
  readonly detail: string;
  /** In Monaco's notation: `${1:name}` are places to fill in. */
  readonly text: string;
  /** From "fanout". */
  readonly uses: readonly string[];
}

export const SNIPPETS: readonly Snippet[] = [
  {
    label: "task…",
    detail: "A task for one item",
    text: "const ${1:work} = task(async (${2:item}: ${3:number}) => {\n\t$0\n});",
    uses: ["task"],
  },
  {
    label: "task with retries…",
    detail: "A task that is tried again",
    text: 'const ${1:work} = task(\n\tasync (${2:item}: ${3:number}) => {\n\t\t$0\n\t},\n\t{ retries: { maxRetries: ${4:3}, delayMs: 100, backoff: "exponential" } },\n);',
    uses: ["task"],
  },
  {
    label: "map…",
    detail: "One call for each item",
    text: "const ${1:results} = await map(${2:work}, ${3:items});",
    uses: ["map"],
  },
  {
    label: "workflow…",
    detail: "The program's entry",
    text: "export default workflow(\n\tasync ({ ${1:items} }) => {\n\t\t$0\n\t},\n\t{ inputs: { ${1:items}: ${2:8} } },\n);",
    uses: ["workflow"],
  },
  {
    label: "dynamic…",
    detail: "A task that fans out itself",
    text: "const ${1:nested} = dynamic(async (${2:items}: ${3:number[]}) => {\n\treturn await map(${4:work}, ${2:items});\n});",
    uses: ["dynamic", "map"],
  },
];
