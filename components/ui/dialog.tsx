import clsx from "clsx";
import { X } from "lucide-react";
import { Close, Content, Description, Overlay, Portal, Root, Title } from "radix-ui/dialog";
import { type ReactNode, useState } from "react";
import { IconButton } from "./icon-button";
import { FLOAT } from "./layer";

const WIDTHS = { md: "max-w-112", lg: "max-w-176", xl: "max-w-288" } as const;

const BODY = "min-h-0 flex-1 overflow-y-auto px-4 py-2";

export interface DialogProps {
  readonly onClose: () => void;
  readonly title: string;
  /** A sentence under the title. */
  readonly description?: ReactNode;
  readonly children: ReactNode;
  /** Up to 28 rem, 44 or 72. Default "md". */
  readonly size?: keyof typeof WIDTHS;
  /** Nothing in it takes the focus: it is scrolled by keys itself. */
  readonly isText?: boolean;
}

/** Open while it is drawn. Its script is large: what shows one is loaded when it first opens. */
export function Dialog({ onClose, title, description, children, size = "md", isText = false }: DialogProps) {
  // Who asked for it gets the focus back, also where the dialog has focused itself before anybody else looked.
  const [opener] = useState(() => document.activeElement);
  return (
    <Root open onOpenChange={(open) => !open && onClose()}>
      <Portal>
        <Overlay className="fixed inset-0 z-30 animate-appear bg-(--shadow-color)" />
        <Content
          {...(description ? {} : { "aria-describedby": undefined })}
          // On the field marked for it, or on the dialog itself, which is read out by its title: on the first button its tooltip
          // would open, and take Escape.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            const { currentTarget: dialog } = event;
            if (!(dialog instanceof HTMLElement)) return;
            (dialog.querySelector<HTMLElement>("[data-autofocus]") ?? dialog).focus();
          }}
          onCloseAutoFocus={(event) => {
            if (!(opener instanceof HTMLElement) || !opener.isConnected) return;
            event.preventDefault();
            opener.focus();
          }}
          className={clsx(
            FLOAT,
            "outline-none -translate-x-1/2 fixed top-[max(1rem,12vh)] left-1/2 flex max-h-[calc(100dvh-1rem-max(1rem,12vh))] w-[calc(100vw-2rem)] flex-col",
            WIDTHS[size],
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
          {isText ? (
            <section
              aria-label={title}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
              tabIndex={0}
              className={BODY}
            >
              {children}
            </section>
          ) : (
            <div className={BODY}>{children}</div>
          )}
        </Content>
      </Portal>
    </Root>
  );
}
