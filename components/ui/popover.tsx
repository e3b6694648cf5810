import { type ComponentProps, lazy, type ReactNode, Suspense, useState } from "react";
import { Button, type ButtonProps } from "./button";

export interface PopoverProps extends Pick<ButtonProps, "variant" | "icon" | "disabled" | "className"> {
  readonly label: ReactNode;
  readonly title: string;
  readonly align?: "start" | "end";
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

const load = () => import("./popover-layer");
const PopoverLayer = lazy(load);

/** A button with a small form or text under it. Its script loads when the button is first pointed at or reached. */
export function Popover({ label, title, align = "start", children, ...button }: PopoverProps) {
  const [wanted, setWanted] = useState(false);
  const trigger = (more: ComponentProps<"button">) => (
    <Button {...button} {...more}>
      {label}
    </Button>
  );
  const plain = trigger({
    "aria-haspopup": "dialog",
    "aria-expanded": false,
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
    onClick: () => setWanted(true),
  });
  if (!wanted) return plain;
  return (
    <Suspense fallback={plain}>
      <PopoverLayer title={title} align={align} trigger={trigger({})}>
        {children}
      </PopoverLayer>
    </Suspense>
  );
}
