import clsx from "clsx";
import { Content, List, Root, Trigger } from "radix-ui/tabs";
import { type ReactNode, useLayoutEffect, useRef } from "react";
import type { TipName } from "@/lib/model/tips";
import { Boundary } from "./boundary";
import { namedTip } from "./tip";

/** px of the next tab that are seen beside the shown one, so that there is one to be seen. */
const PEEK = 24;
const POINTED = "data-pointed";

export interface Tab<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly badge?: ReactNode;
  readonly tip?: TipName;
}

export interface TabsProps<T extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly children: ReactNode;
  readonly end?: ReactNode;
  /** Belongs to the shown tab: beside the others where there is room, else in a row of its own. */
  readonly aside?: ReactNode;
  readonly className?: string;
}

/** After the WAI-ARIA pattern; on a narrow screen the row scrolls, and the shown tab stands inside what is seen of it. */
export function Tabs<T extends string>({
  label,
  tabs,
  value,
  onChange,
  children,
  end,
  aside,
  className,
}: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another tab is shown
  useLayoutEffect(() => {
    const row = list.current;
    const shown = row?.querySelector<HTMLElement>("[data-state=active]");
    if (!row || !shown) return;
    const [from, to] = [
      shown.offsetLeft - row.offsetLeft,
      shown.offsetLeft - row.offsetLeft + shown.offsetWidth,
    ];
    if (from < row.scrollLeft) row.scrollLeft = from - PEEK;
    else if (to > row.scrollLeft + row.clientWidth) row.scrollLeft = to - row.clientWidth + PEEK;
  }, [value]);
  const change = (next: string): void => {
    const chosen = tabs.find((tab) => tab.value === next);
    if (chosen) onChange(chosen.value);
  };
  return (
    <Root value={value} onValueChange={change} className={clsx("flex min-h-0 min-w-0 flex-col", className)}>
      <div className="flex shrink-0 flex-wrap items-center gap-x-2 border-b bg-subtle px-1">
        <List
          ref={list}
          aria-label={label}
          // Radix focuses a pressed tab itself, which browsers take for the keyboard: no ring until a key is pressed.
          onPointerDown={() => list.current?.setAttribute(POINTED, "")}
          onKeyDown={() => list.current?.removeAttribute(POINTED)}
          onBlur={({ relatedTarget }) => {
            if (!list.current?.contains(relatedTarget)) list.current?.removeAttribute(POINTED);
          }}
          className={clsx(
            "scroll-hint data-pointed:*:outline-none relative flex h-9 min-w-0 flex-auto overflow-x-auto [scrollbar-width:none]",
            // However long the row of tabs is, what ends it stays beside it.
            end && "max-w-[calc(100%-3.25rem)]",
          )}
        >
          {tabs.map((tab) => (
            <Trigger
              key={tab.value}
              value={tab.value}
              {...(tab.tip !== undefined && namedTip(tab.tip))}
              className="-outline-offset-2 relative inline-flex shrink-0 items-center gap-1.5 px-2.5 text-muted transition-colors duration-100 after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 hover:text-text data-[state=active]:text-text data-[state=active]:after:bg-accent"
            >
              {tab.label}
              {tab.badge}
            </Trigger>
          ))}
        </List>
        {end}
        {aside && <div className="flex h-9 max-w-full shrink-0 items-center">{aside}</div>}
      </div>
      {children}
    </Root>
  );
}

interface TabPanelProps {
  readonly value: string;
  readonly children: ReactNode;
  readonly className?: string;
}

export function TabPanel({ value, children, className }: TabPanelProps) {
  return (
    <Content value={value} className={clsx("-outline-offset-2 min-h-0 min-w-0 flex-1", className)}>
      <Boundary key={value}>{children}</Boundary>
    </Content>
  );
}
