/** What an outline needs of a node; the report's tree has it. */
export interface OutlineNode {
  readonly kind: string;
  readonly name: string;
  readonly children: readonly OutlineNode[];
}

/**
 * A tree as indented lines, `kind name`, in the order in which the program issued the calls. Neighbours whose own
 * outlines are equal are folded into one line with a count: `3 × dynamic level2`.
 */
export function outline(node: OutlineNode): string {
  return lines(node).join("\n");
}

function lines(node: OutlineNode): readonly string[] {
  const inner: string[] = [];
  let previous = "";
  let count = 0;
  const close = () => {
    if (count === 0) return;
    const [head = "", ...rest] = previous.split("\n");
    inner.push(`  ${count > 1 ? `${count} × ` : ""}${head}`, ...rest.map((line) => `  ${line}`));
  };
  for (const child of node.children) {
    const text = outline(child);
    if (text === previous) {
      count++;
      continue;
    }
    close();
    previous = text;
    count = 1;
  }
  close();
  return [`${node.kind} ${node.name}`, ...inner];
}
