import type { Direction } from "./marks";
import { panned, type View, zoomed } from "./view";

export const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "first",
  End: "last",
};

const CLOSER = 0.7;
const STEP = 0.15;

export type ViewCommand =
  | { readonly type: "view"; readonly view: View }
  | { readonly type: "fit" }
  | { readonly type: "focus" };

/**
 * What a letter key does to the view.
 * @param code `KeyboardEvent.code`: by place and not by letter, W, A, S and D lie together on every keyboard
 */
export function viewCommand(code: string, view: View, wallMs: number): ViewCommand | undefined {
  switch (code) {
    case "KeyW":
      return { type: "view", view: zoomed(view, CLOSER, 0.5, wallMs) };
    case "KeyS":
      return { type: "view", view: zoomed(view, 1 / CLOSER, 0.5, wallMs) };
    case "KeyA":
      return { type: "view", view: panned(view, -STEP, wallMs) };
    case "KeyD":
      return { type: "view", view: panned(view, STEP, wallMs) };
    case "Digit0":
    case "Numpad0":
      return { type: "fit" };
    case "KeyF":
      return { type: "focus" };
    default:
      return undefined;
  }
}
