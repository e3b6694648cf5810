import { useEffect, useState } from "react";
import { loaded } from "./loaded";

const Bubble = loaded(() => import("./tooltip-bubble"), null, "is hidden");

/** Waiting before a tooltip shows under the pointer, ms. Keyboard focus shows it at once. */
const HOVER_DELAY = 400;

/** What closes a menu or a dialog, so that the focus comes back: nobody asks for the tooltip of where it came from. */
const CLOSING_KEYS: readonly (string | undefined)[] = ["Escape", "Enter", " "];

export interface TipTarget {
  readonly element: HTMLElement;
  readonly text: string;
  readonly keys: string | undefined;
}

function targetOf(node: EventTarget | null): TipTarget | null {
  const element = node instanceof Element ? node.closest<HTMLElement>("[data-tip]") : null;
  const text = element?.dataset.tip;
  return element && text ? { element, text, keys: element.dataset.tipKeys } : null;
}

/**
 * The page's one tooltip: shows the `data-tip` of what the pointer rests on or the keyboard reached. One listener for
 * the page instead of a component a button, so that a table of a thousand rows costs nothing. Mount it once.
 */
export function TooltipLayer() {
  const [target, setTarget] = useState<TipTarget | null>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current: Element | null = null;
    let lastKey: string | undefined;
    const hide = (): void => {
      clearTimeout(timer);
      current = null;
      setTarget(null);
    };
    const over = (event: PointerEvent): void => {
      if (event.pointerType === "touch") return;
      // Over the bubble itself: it stays, so that its text can be read and selected (WCAG 1.4.13).
      if (event.target instanceof Element && event.target.closest("[data-tip-bubble]")) return;
      const next = targetOf(event.target);
      if (next?.element === current) return;
      hide();
      if (!next) return;
      current = next.element;
      timer = setTimeout(() => setTarget(next), HOVER_DELAY);
    };
    const focus = (event: FocusEvent): void => {
      const next = targetOf(event.target);
      hide();
      if (!next?.element.matches(":focus-visible") || CLOSING_KEYS.includes(lastKey)) return;
      current = next.element;
      setTarget(next);
    };
    // After the press itself has hidden it: a finger neither rests on a word nor moves the focus to it visibly.
    const press = (event: MouseEvent): void => {
      const next = targetOf(event.target);
      if (next?.element.dataset.term === undefined) return;
      hide();
      current = next.element;
      setTarget(next);
    };
    const key = (event: KeyboardEvent): void => {
      lastKey = event.key;
      if (lastKey === "Escape") hide();
    };
    const listening = new AbortController();
    const { signal } = listening;
    document.addEventListener("pointerover", over, { signal });
    document.addEventListener("pointerdown", hide, { signal });
    document.addEventListener("click", press, { signal });
    document.addEventListener("focusin", focus, { signal });
    document.addEventListener("focusout", hide, { signal });
    document.addEventListener("keydown", key, { capture: true, signal });
    document.addEventListener("scroll", hide, { capture: true, passive: true, signal });
    return () => {
      clearTimeout(timer);
      listening.abort();
    };
  }, []);

  return target && <Bubble target={target} />;
}
