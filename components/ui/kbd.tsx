import clsx from "clsx";
import { useSyncExternalStore } from "react";

const never = () => () => undefined;
const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent);

const APPLE: Readonly<Record<string, string>> = { Mod: "⌘", Ctrl: "⌃", Alt: "⌥", Shift: "⇧", Enter: "↵" };
const OTHERS: Readonly<Record<string, string>> = { Mod: "Ctrl", Enter: "Enter" };

/** Keys as this machine calls them: "Mod+Enter" is "⌘↵" on a Mac and "Ctrl Enter" elsewhere. */
function keyNames(keys: string, apple: boolean): readonly string[] {
  const names = apple ? APPLE : OTHERS;
  return keys.split("+").map((key) => names[key] ?? key);
}

export interface KbdProps {
  /** Joined by "+"; "Mod" is ⌘ or Ctrl. */
  readonly keys: string;
  /** Inside a button: no frame. */
  readonly quiet?: boolean;
}

export function Kbd({ keys, quiet }: KbdProps) {
  const apple = useSyncExternalStore(never, isApple, () => false);
  return (
    <kbd className={clsx("inline-flex gap-0.5 font-sans text-sm", quiet ? "opacity-90" : "text-muted")}>
      {keyNames(keys, apple).map((name) => (
        <span key={name} className={clsx(!quiet && "rounded-sm border px-1")}>
          {name}
        </span>
      ))}
    </kbd>
  );
}
