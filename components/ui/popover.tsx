import { type ComponentProps, type ReactNode, useState } from "react";
import { Button, type ButtonProps } from "./button";
import { loaded } from "./loaded";
import type { Tip } from "./tip";

export interface PopoverProps
  extends Pick<ButtonProps, "variant" | "icon" | "disabled" | "className">,
    Partial<Tip> {
  readonly label: ReactNode;
  readonly title: string;
  readonly align?: "start" | "end";
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

const PopoverLayer = loaded(() => import("./popover-layer"), null, "is hidden");
const load = (): void => void PopoverLayer.load().catch(() => undefined);

/** A button with a small form or text under it. Its script loads when the button is first pointed at or reached. */
export function Popover({ label, title, align = "start", children, ...button }: PopoverProps) {
  // As of a menu.
  const [presses, setPresses] = useState(0);
  const trigger = (more: ComponentProps<"button">) => (
    <Button {...button} {...more}>
      {label}
    </Button>
  );
  const plain = trigger({
    "aria-haspopup": "dialog",
    "aria-expanded": false,
    onPointerEnter: load,
    onFocus: load,
    onClick: () => setPresses(presses + 1),
  });
  if (presses === 0) return plain;
  return (
    <PopoverLayer key={presses} meanwhile={plain} title={title} align={align} trigger={trigger({})}>
      {children}
    </PopoverLayer>
  );
}
