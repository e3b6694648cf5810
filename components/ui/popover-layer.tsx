"use client";

import { Content, Portal, Root, Trigger } from "radix-ui/popover";
import type { ReactNode } from "react";
import { FLOAT } from "./layer";

export default function PopoverLayer({
  title,
  align,
  trigger,
  children,
}: {
  readonly title: string;
  readonly align: "start" | "end";
  readonly trigger: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <Root defaultOpen>
      <Trigger asChild>{trigger}</Trigger>
      <Portal>
        <Content
          aria-label={title}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={`${FLOAT} max-h-(--radix-popover-content-available-height) max-w-[min(24rem,calc(100vw-1rem))] overflow-y-auto p-3`}
        >
          {children}
        </Content>
      </Portal>
    </Root>
  );
}
