import { Check } from "lucide-react";
import {
  CheckboxItem,
  Content,
  Item,
  ItemIndicator,
  Label,
  Portal,
  Root,
  Separator,
  Trigger,
} from "radix-ui/dropdown-menu";
import { type ReactNode, useEffect, useRef } from "react";
import { Kbd } from "./kbd";
import { FLOAT } from "./layer";
import type { MenuEntry } from "./menu";

const ROW =
  "relative flex min-h-control cursor-default select-none items-center gap-2 rounded-sm px-2 py-1 outline-none data-highlighted:bg-hover data-disabled:opacity-50 [&_svg]:size-4";

function Inside({ entry }: { readonly entry: Extract<MenuEntry, { readonly onSelect: () => void }> }) {
  return (
    <>
      {entry.icon && (
        <span aria-hidden className="text-muted">
          {entry.icon}
        </span>
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{entry.label}</span>
        {entry.description && <span className="block text-muted text-sm">{entry.description}</span>}
      </span>
      {entry.keys && <Kbd keys={entry.keys} quiet />}
    </>
  );
}

function Row({ entry }: { readonly entry: MenuEntry }) {
  if (entry.type === "separator") return <Separator className="-mx-1 my-1 h-px bg-line" />;
  if (entry.type === "heading")
    return <Label className="px-2 pt-2 pb-1 text-muted text-sm">{entry.label}</Label>;
  if (entry.checked !== undefined) {
    return (
      <CheckboxItem
        className={`${ROW} pl-7`}
        checked={entry.checked}
        disabled={entry.disabled ?? false}
        onSelect={entry.onSelect}
      >
        <ItemIndicator className="absolute left-1.5">
          <Check aria-hidden />
        </ItemIndicator>
        <Inside entry={entry} />
      </CheckboxItem>
    );
  }
  return (
    <Item className={ROW} disabled={entry.disabled ?? false} onSelect={entry.onSelect}>
      <Inside entry={entry} />
    </Item>
  );
}

const keyOf = (entry: MenuEntry, at: number): string =>
  entry.type === "separator" ? `line ${at}` : entry.label;

/**
 * The menu's own rule for this listens to keys from when it is mounted, and the key that asked for it was before that. Its
 * focus scope leaves alone what has the focus inside of it already.
 */
function FirstFocus() {
  const mark = useRef<HTMLSpanElement>(null);
  const done = useRef(false);
  useEffect(() => {
    if (done.current) return;
    done.current = true;
    const items = mark.current?.parentElement?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [];
    [...items].find((item) => !("disabled" in item.dataset))?.focus();
  }, []);
  return <span ref={mark} hidden />;
}

interface MenuLayerProps {
  readonly entries: readonly MenuEntry[];
  readonly align: "start" | "end";
  /** It was asked for by a key: then its first entry has the focus. */
  readonly byKeys: boolean;
  readonly children: ReactNode;
}

/** Opens as it mounts: it is only loaded when somebody asked for it. */
export default function MenuLayer({ entries, align, byKeys, children }: MenuLayerProps) {
  return (
    <Root defaultOpen modal={false}>
      <Trigger asChild>{children}</Trigger>
      <Portal>
        <Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          // Also where its button has been scrolled away.
          sticky="always"
          className={`${FLOAT} max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-[min(20rem,calc(100vw-1rem))] overflow-y-auto p-1`}
        >
          {byKeys && <FirstFocus />}
          {entries.map((entry, at) => (
            <Row key={keyOf(entry, at)} entry={entry} />
          ))}
        </Content>
      </Portal>
    </Root>
  );
}
