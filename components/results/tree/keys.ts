import { endOfBranch, type Visible } from "./visible";

/** What a key does in the tree, as in the WAI-ARIA treegrid pattern. */
export type TreeCommand =
  | { readonly type: "move"; readonly to: number }
  | { readonly type: "open"; readonly at: number }
  | { readonly type: "close"; readonly at: number }
  /** `*`: opens all siblings of the row. */
  | { readonly type: "openSiblings"; readonly at: number }
  | { readonly type: "activate"; readonly at: number };

export interface TreeKeyContext {
  readonly visible: Visible;
  readonly at: number;
  readonly page: number;
  readonly openable: boolean;
  readonly open: boolean;
}

export function parentPosition(visible: Visible, at: number): number {
  const depth = visible.depth[at] as number;
  let up = at - 1;
  while (up >= 0 && (visible.depth[up] as number) >= depth) up -= 1;
  return depth === 0 ? -1 : up;
}

function onRight({ visible, at, openable, open }: TreeKeyContext): TreeCommand | null {
  if (openable && !open) return { type: "open", at };
  return endOfBranch(visible, at) > at + 1 ? { type: "move", to: at + 1 } : null;
}

function onLeft({ visible, at, openable, open }: TreeKeyContext): TreeCommand | null {
  if (openable && open) return { type: "close", at };
  const up = parentPosition(visible, at);
  return up >= 0 ? { type: "move", to: up } : null;
}

/** @param key `KeyboardEvent.key`. @returns null for other keys */
export function treeCommand(key: string, context: TreeKeyContext): TreeCommand | null {
  const { visible, at, page } = context;
  const last = visible.count - 1;
  if (last < 0) return null;
  const move = (to: number): TreeCommand => ({ type: "move", to: Math.min(last, Math.max(0, to)) });
  switch (key) {
    case "ArrowDown":
      return move(at + 1);
    case "ArrowUp":
      return move(at - 1);
    case "PageDown":
      return move(at + page);
    case "PageUp":
      return move(at - page);
    case "Home":
      return move(0);
    case "End":
      return move(last);
    case "ArrowRight":
      return onRight(context);
    case "ArrowLeft":
      return onLeft(context);
    case "*":
      return { type: "openSiblings", at };
    case "Enter":
    case " ":
      return { type: "activate", at };
    default:
      return null;
  }
}

export function nextMatch(count: number, at: number, begins: (position: number) => boolean): number {
  for (let step = 0; step < count; step += 1) {
    const position = (at + step) % count;
    if (begins(position)) return position;
  }
  return -1;
}
