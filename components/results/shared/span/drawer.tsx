import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";
import { useSize } from "@/components/ui/use-size";

const Covered = createContext(0);

/** px at the bottom of a view that a drawer lies over: what is scrolled to belongs above it. */
export const useCovered = (): number => useContext(Covered);

interface WithDrawerProps {
  /** What is in the drawer; nothing: there is none. */
  readonly drawer: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A view with a drawer over its lower part: opening it changes neither the view's size nor what is where in it. */
export function WithDrawer({ drawer, onClose, children }: WithDrawerProps) {
  const [height, setHeight] = useState(0);
  const isOpen = Boolean(drawer);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the drawer from the view and from itself
    <div
      className="relative h-full min-h-0"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <Covered value={isOpen ? height : 0}>
        <div className="h-full min-h-0">{children}</div>
      </Covered>
      {isOpen && <Drawer onHeight={setHeight}>{drawer}</Drawer>}
    </div>
  );
}

function Drawer({
  onHeight,
  children,
}: {
  readonly onHeight: (px: number) => void;
  readonly children: ReactNode;
}) {
  const element = useRef<HTMLElement | null>(null);
  useSize(
    element,
    useCallback(({ offsetHeight }) => onHeight(offsetHeight), [onHeight]),
  );
  return (
    <aside
      ref={element}
      className="absolute inset-x-0 bottom-0 z-20 h-[clamp(10rem,45%,20rem)] max-h-full border-t bg-surface shadow-float"
    >
      {children}
    </aside>
  );
}
