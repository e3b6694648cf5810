"use client";

import clsx from "clsx";
import { Content, List, Root, Trigger } from "radix-ui/tabs";
import type { ReactNode } from "react";
import { Boundary } from "./boundary";

export interface Tab<T extends string> {
  readonly value: T;
  readonly label: string;
  /** A count or a sign behind the label. */
  readonly badge?: ReactNode;
}

export interface TabsProps<T extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** `TabPanel`s. */
  readonly children: ReactNode;
  /** At the end of the row of tabs. */
  readonly end?: ReactNode;
  readonly className?: string;
}

/** After the WAI-ARIA pattern; on a narrow screen the row scrolls. */
export function Tabs<T extends string>({
  label,
  tabs,
  value,
  onChange,
  children,
  end,
  className,
}: TabsProps<T>) {
  const change = (next: string): void => {
    const chosen = tabs.find((tab) => tab.value === next);
    if (chosen) onChange(chosen.value);
  };
  return (
    <Root value={value} onValueChange={change} className={clsx("flex min-h-0 min-w-0 flex-col", className)}>
      <div className="flex h-9 shrink-0 items-stretch gap-2 border-b bg-subtle pr-2">
        <List aria-label={label} className="flex min-w-0 flex-1 overflow-x-auto px-1 [scrollbar-width:none]">
          {tabs.map((tab) => (
            <Trigger
              key={tab.value}
              value={tab.value}
              className="-outline-offset-2 relative inline-flex shrink-0 items-center gap-1.5 px-2.5 text-muted transition-colors duration-100 after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 hover:text-text data-[state=active]:text-text data-[state=active]:after:bg-accent"
            >
              {tab.label}
              {tab.badge}
            </Trigger>
          ))}
        </List>
        {end && <div className="flex shrink-0 items-center gap-1">{end}</div>}
      </div>
      {children}
    </Root>
  );
}

export function TabPanel({
  value,
  children,
  className,
}: {
  readonly value: string;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  return (
    <Content value={value} className={clsx("-outline-offset-2 min-h-0 min-w-0 flex-1", className)}>
      <Boundary key={value}>{children}</Boundary>
    </Content>
  );
}
