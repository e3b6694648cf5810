import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import { type ComponentProps, type ReactNode, useState } from "react";
import { Button, type ButtonProps } from "./button";
import { IconButton } from "./icon-button";
import { loaded } from "./loaded";

export type MenuEntry =
  | {
      readonly type?: "item";
      readonly label: string;
      readonly description?: string;
      readonly icon?: ReactNode;
      readonly keys?: string;
      readonly disabled?: boolean;
      /** Makes it a choice: ticked or not. */
      readonly checked?: boolean;
      readonly onSelect: () => void;
    }
  | { readonly type: "separator" }
  | { readonly type: "heading"; readonly label: string };

export interface MenuProps {
  /** On the button; with `icon` alone it is the accessible name. */
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly icon?: ReactNode;
  /** Only the icon is shown. */
  readonly iconOnly?: boolean;
  readonly variant?: ButtonProps["variant"];
  readonly align?: "start" | "end";
  readonly disabled?: boolean;
  readonly className?: string;
}

const MenuLayer = loaded(() => import("./menu-layer"), null, "is hidden");
const load = (): void => void MenuLayer.load().catch(() => undefined);

/** The button that opens a menu, the same before and after the menu's script has arrived. */
function MenuButton({
  label,
  icon,
  iconOnly,
  variant,
  className,
  ...rest
}: Omit<MenuProps, "entries" | "align"> & ComponentProps<"button">) {
  if (iconOnly) {
    return (
      <IconButton label={label} aria-haspopup="menu" className={className} {...rest}>
        {icon}
      </IconButton>
    );
  }
  return (
    <Button
      aria-haspopup="menu"
      variant={variant}
      icon={icon}
      className={clsx("min-w-0", className)}
      {...rest}
    >
      <span className="truncate">{label}</span>
      <ChevronDown aria-hidden />
    </Button>
  );
}

/** A button with a menu of actions. The menu's script loads when the button is first pointed at or reached. */
export function Menu({ entries, align = "start", ...button }: MenuProps) {
  // Each press of a button whose menu could not be loaded asks for it again.
  const [wanted, setWanted] = useState({ presses: 0, byKeys: false });
  const want = (byKeys: boolean): void => setWanted(({ presses }) => ({ presses: presses + 1, byKeys }));
  const plain = (
    <MenuButton
      {...button}
      aria-expanded={false}
      onPointerEnter={load}
      onFocus={load}
      // A click without a pointer is Enter or Space.
      onClick={({ detail }) => want(detail === 0)}
      onKeyDown={(event) => {
        if (event.key === "ArrowDown") {
          event.preventDefault();
          want(true);
        }
      }}
    />
  );
  if (wanted.presses === 0) return plain;
  return (
    <MenuLayer key={wanted.presses} meanwhile={plain} entries={entries} align={align} byKeys={wanted.byKeys}>
      <MenuButton {...button} />
    </MenuLayer>
  );
}
