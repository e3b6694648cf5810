import type { TreeNode } from "@/lib/protocol/report";

/**
 * Keeps at most `most` nodes, level by level, so that the shape near the root stays; each node that lost children says
 * how many are gone with all below them, those that were missing before among them.
 */
export function cutTree(root: TreeNode, most: number): TreeNode {
  const kept = new Set<TreeNode>();
  const queue: TreeNode[] = [root];
  for (let at = 0; at < queue.length && kept.size < Math.max(1, most); at++) {
    const node = queue[at];
    if (node === undefined) break;
    kept.add(node);
    queue.push(...node.children);
  }
  return copy(root, kept);
}

function copy(node: TreeNode, kept: ReadonlySet<TreeNode>): TreeNode {
  const stay = node.children.filter((child) => kept.has(child));
  if (stay.length === node.children.length) {
    return { ...node, children: stay.map((child) => copy(child, kept)) };
  }
  const gone = node.children.filter((child) => !kept.has(child)).reduce((sum, child) => sum + size(child), 0);
  return { ...node, children: stay.map((child) => copy(child, kept)), omitted: (node.omitted ?? 0) + gone };
}

const size = (node: TreeNode): number =>
  node.children.reduce((sum, child) => sum + size(child), 1 + (node.omitted ?? 0));
