import { type PointerEvent, type RefObject, useCallback, useLayoutEffect, useMemo, useRef } from "react";
import { scrollMap } from "@/components/results/shared/virtual-list/scroll-map";
import { AXIS } from "./canvas";
import { CLICK_MAX_MOVE, Pointers, turned } from "./gestures";
import type { Scene } from "./scene";
import { fitted, type View } from "./view";

export interface Navigation {
  /** The part of the trial in view. */
  view(): View;
  /** px of the scene above the frame's top. */
  scroll(): number;
  /** @param view undefined for the whole trial, also while it grows */
  setView(view: View | undefined): void;
  scrollTo(offset: number): void;
  /** Height of the scrolled element, px. */
  readonly spacer: number;
  press(event: PointerEvent<HTMLElement>): void;
  /** @returns whether a drag is in progress */
  drag(event: PointerEvent<HTMLElement>): boolean;
  /** @returns whether it was a click */
  release(event: PointerEvent<HTMLElement>): boolean;
}

interface NavigationOptions {
  readonly frame: RefObject<HTMLElement | null>;
  readonly scene: Scene;
  /** px */
  readonly height: number;
  readonly gutter: number;
  /** px of the lanes. */
  readonly lanes: number;
  /** px at the bottom that something lies over. */
  readonly covered?: number;
  readonly invalidate: () => void;
}

/** The timeline's position, moved by wheel, mouse and fingers. Not in React's state, because it changes every frame. */
export function useNavigation({
  frame,
  scene,
  height,
  gutter,
  lanes,
  covered = 0,
  invalidate,
}: NavigationOptions): Navigation {
  const current = useRef<View | undefined>(undefined);
  const offset = useRef(0);
  const pointers = useRef(new Pointers());
  const map = useMemo(
    () => scrollMap(scene.height + AXIS + covered, height),
    [scene.height, height, covered],
  );
  const view = useCallback(() => current.current ?? fitted(scene.wallMs), [scene.wallMs]);
  const scroll = useCallback(() => map.clamp(offset.current), [map]);

  const setView = useCallback(
    (next: View | undefined) => {
      current.current = next;
      invalidate();
    },
    [invalidate],
  );
  const scrollTo = useCallback(
    (to: number) => {
      offset.current = map.clamp(to);
      if (frame.current) frame.current.scrollTop = map.scrollTopOf(offset.current);
      invalidate();
    },
    [frame, map, invalidate],
  );

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const onScroll = (): void => {
      if (Math.abs(element.scrollTop - map.scrollTopOf(offset.current)) < 1) return;
      offset.current = map.offsetOf(element.scrollTop);
      invalidate();
    };
    const onWheel = (event: WheelEvent): void => {
      const at = (event.clientX - element.getBoundingClientRect().left - gutter) / lanes;
      const turn = {
        deltaX: event.deltaX,
        deltaY: event.deltaY,
        mode: event.deltaMode,
        zoom: event.ctrlKey || event.metaKey,
        shift: event.shiftKey,
        at: Math.min(1, Math.max(0, at)),
      };
      const next = turned(view(), turn, lanes, scene.wallMs);
      if (!next) return;
      event.preventDefault();
      setView(next);
    };
    const listening = new AbortController();
    const { signal } = listening;
    element.addEventListener("scroll", onScroll, { passive: true, signal });
    // Not passive, because Ctrl and the wheel would zoom the page.
    element.addEventListener("wheel", onWheel, { passive: false, signal });
    return () => listening.abort();
  }, [frame, map, gutter, lanes, scene.wallMs, view, setView, invalidate]);

  const press = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    pointers.current.press(event.pointerId, event.clientX, event.clientY);
    // Captured, so that a drag that leaves the lanes continues and ends.
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const drag = (event: PointerEvent<HTMLElement>): boolean => {
    if (pointers.current.count === 0) return false;
    const left = event.currentTarget.getBoundingClientRect().left + gutter;
    const moved = pointers.current.move(
      event.pointerId,
      event.clientX,
      event.clientY,
      view(),
      left,
      lanes,
      scene.wallMs,
    );
    if (pointers.current.travelled > CLICK_MAX_MOVE) {
      setView(moved.view);
      if (moved.scroll !== 0) scrollTo(offset.current + moved.scroll);
    }
    return true;
  };
  const release = (event: PointerEvent<HTMLElement>): boolean => {
    const clicked =
      event.type === "pointerup" &&
      pointers.current.count === 1 &&
      pointers.current.travelled <= CLICK_MAX_MOVE;
    pointers.current.release(event.pointerId);
    return clicked;
  };
  return { view, scroll, setView, scrollTo, spacer: Math.max(map.spacer, height), press, drag, release };
}
