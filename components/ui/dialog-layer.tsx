import clsx from "clsx";
import { X } from "lucide-react";
import { Close, Content, Description, Overlay, Portal, Root, Title } from "radix-ui/dialog";
import { useState } from "react";
import type { DialogProps } from "./dialog";
import { IconButton } from "./icon-button";
import { FLOAT } from "./layer";

export default function DialogLayer({
  onClose,
  title,
  description,
  children,
  actions,
  size = "md",
}: DialogProps) {
  // Who asked for it gets the focus back, also where the dialog has focused itself before anybody else looked.
  const [opener] = useState(() => document.activeElement);
  return (
    <Root open onOpenChange={(open) => !open && onClose()}>
      <Portal>
        <Overlay className="fixed inset-0 z-30 animate-appear bg-(--shadow-color)" />
        <Content
          {...(description ? {} : { "aria-describedby": undefined })}
          // On the dialog itself, which is read out by its title; on the first button its tooltip would open, and take Escape.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          onCloseAutoFocus={(event) => {
            if (!(opener instanceof HTMLElement) || !opener.isConnected) return;
            event.preventDefault();
            opener.focus();
          }}
          className={clsx(
            FLOAT,
            "outline-none -translate-x-1/2 fixed top-[max(1rem,12vh)] left-1/2 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] flex-col",
            size === "lg" ? "max-w-176" : "max-w-112",
          )}
        >
          <div className="flex items-start gap-2 px-4 pt-3 pb-2">
            <div className="min-w-0 flex-1">
              <Title className="font-semibold text-lg">{title}</Title>
              {description && <Description className="mt-1 text-muted">{description}</Description>}
            </div>
            <Close asChild>
              <IconButton label="Close">
                <X />
              </IconButton>
            </Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 py-2">{children}</div>
          {actions && <div className="flex justify-end gap-2 border-t px-4 py-3">{actions}</div>}
        </Content>
      </Portal>
    </Root>
  );
}
