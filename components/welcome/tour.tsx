import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { FLOAT } from "@/components/ui/layer";
import { TOUR_STEPS } from "./steps";

/** px between the card and what it is about, and the edge of the window. */
const GAP = 8;
/** px: the card is not wider. */
const CARD_WIDTH = 320;
const CARD_HEIGHT = 170;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function boxOf(selector: string): Box | undefined {
  const box = document.querySelector(selector)?.getBoundingClientRect();
  return box && { left: box.left, top: box.top, width: box.width, height: box.height };
}

/** Under the box where there is room, else over it, else in it; always in the window. */
export function cardPlace(
  box: Box,
  window: { readonly width: number; readonly height: number },
): { readonly left: number; readonly top: number } {
  const inside = (value: number, most: number): number => Math.max(GAP, Math.min(value, most - GAP));
  const below = box.top + box.height + GAP;
  const above = box.top - GAP - CARD_HEIGHT;
  const top = below + CARD_HEIGHT <= window.height ? below : above >= GAP ? above : box.top + box.height / 2;
  return {
    left: inside(box.left, window.width - CARD_WIDTH),
    top: inside(top, window.height - CARD_HEIGHT),
  };
}

/** Five places of the page, one after the other. Escape ends it; the page stays usable. */
export default function Tour({ onClose }: { readonly onClose: () => void }) {
  const [at, setAt] = useState(0);
  const [box, setBox] = useState<Box | undefined>();
  const card = useRef<HTMLElement | null>(null);
  const [opener] = useState(() => document.activeElement);
  const step = TOUR_STEPS[at];
  const isLast = at === TOUR_STEPS.length - 1;
  useLayoutEffect(() => {
    const measure = (): void => setBox(step && boxOf(step.selector));
    measure();
    addEventListener("resize", measure);
    addEventListener("scroll", measure, true);
    return () => {
      removeEventListener("resize", measure);
      removeEventListener("scroll", measure, true);
    };
  }, [step]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step is read out by taking the focus
  useEffect(() => card.current?.focus(), [at]);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    },
    [opener],
  );
  if (!step) return null;
  const target = box ?? { left: 0, top: 0, width: innerWidth, height: 0 };
  return (
    <>
      <div
        aria-hidden
        className="pointer-events-none fixed z-40 rounded-md outline outline-2 outline-accent"
        style={{ left: target.left, top: target.top, width: target.width, height: target.height }}
      />
      <section
        ref={card}
        role="dialog"
        aria-label={`Tour: ${step.title}`}
        tabIndex={-1}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
          else if (event.key === "ArrowRight" && !isLast) setAt(at + 1);
          else if (event.key === "ArrowLeft" && at > 0) setAt(at - 1);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
        className={`${FLOAT} fixed z-50 w-80 max-w-[calc(100vw-1rem)] border p-4 outline-none`}
        style={cardPlace(target, { width: innerWidth, height: innerHeight })}
      >
        <h2 className="font-semibold">{step.title}</h2>
        <p className="mt-1">{step.text}</p>
        <div className="mt-3 flex items-center gap-2">
          <span className="flex-1 text-muted text-sm">
            {at + 1} of {TOUR_STEPS.length}
          </span>
          {at > 0 && (
            <Button variant="quiet" onClick={() => setAt(at - 1)}>
              Back
            </Button>
          )}
          <Button variant="quiet" onClick={onClose}>
            {isLast ? "Done" : "End tour"}
          </Button>
          {!isLast && <Button onClick={() => setAt(at + 1)}>Next</Button>}
        </div>
      </section>
    </>
  );
}
