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

const ZOOM_FACTOR = 0.7;
const PAN_STEP = 0.15;

type ViewCommand =
  | { readonly type: "view"; readonly view: View }
  | { readonly type: "fit" }
  | { readonly type: "focus" }
  | { readonly type: "range" };

/**
 * What a letter key does to the view.
 * @param code `KeyboardEvent.code`: the position of a key, because W, A, S and D are adjacent on every keyboard
 */
export function viewCommand(code: string, view: View, wallMs: number): ViewCommand | undefined {
  switch (code) {
    case "KeyW":
      return { type: "view", view: zoomed(view, ZOOM_FACTOR, 0.5, wallMs) };
    case "KeyS":
      return { type: "view", view: zoomed(view, 1 / ZOOM_FACTOR, 0.5, wallMs) };
    case "KeyA":
      return { type: "view", view: panned(view, -PAN_STEP, wallMs) };
    case "KeyD":
      return { type: "view", view: panned(view, PAN_STEP, wallMs) };
    case "Digit0":
    case "Numpad0":
      return { type: "fit" };
    case "KeyF":
      return { type: "focus" };
    case "KeyR":
      return { type: "range" };
    default:
      return undefined;
  }
}
