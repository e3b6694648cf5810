import { Content, Portal, Root, Trigger } from "radix-ui/popover";
import { type ReactNode, useState } from "react";
import { FLOAT } from "./layer";

interface PopoverLayerProps {
  readonly title: string;
  readonly align: "start" | "end";
  readonly trigger: ReactNode;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

export default function PopoverLayer({ title, align, trigger, children }: PopoverLayerProps) {
  const [open, setOpen] = useState(true);
  return (
    <Root open={open} onOpenChange={setOpen}>
      <Trigger asChild>{trigger}</Trigger>
      <Portal>
        <Content
          aria-label={title}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          // Also where its button has been scrolled away.
          sticky="always"
          className={`${FLOAT} max-h-(--radix-popover-content-available-height) max-w-[min(24rem,calc(100vw-1rem))] overflow-y-auto p-3`}
        >
          {typeof children === "function" ? children(() => setOpen(false)) : children}
        </Content>
      </Portal>
    </Root>
  );
}
