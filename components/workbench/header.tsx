import { Keyboard, Monitor, Moon, Search, Share2, Sun } from "lucide-react";
import { ProgramMenu, type ProgramMenuProps } from "@/components/controls/program-menu";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { namedTip } from "@/components/ui/tip";
import { usePlaygroundState } from "@/lib/app/hooks/use-playground";
import { Mark } from "./mark";

const CHOICES = [
  { value: "system", label: "System", icon: Monitor },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
] as const;

function ThemeMenu() {
  const { theme, setTheme } = usePlaygroundState("theme", "setTheme");
  const Icon = CHOICES.find(({ value }) => value === theme)?.icon ?? Monitor;
  return (
    <Menu
      label="Theme"
      iconOnly
      icon={<Icon aria-hidden />}
      align="end"
      entries={CHOICES.map(({ value, label, icon: Glyph }) => ({
        label,
        icon: <Glyph aria-hidden />,
        checked: value === theme,
        onSelect: () => setTheme(value),
      }))}
    />
  );
}

/** Seen only while it has the focus. Not a link: the fragment of the address holds the program. */
const SKIP_LINK =
  "sr-only focus:not-sr-only focus:absolute focus:top-1.5 focus:left-1.5 focus:z-50 focus:rounded-md focus:border focus:bg-surface focus:px-3 focus:py-1";

const focusResults = (): void =>
  document.querySelector<HTMLElement>("[aria-label=Results] [role=tab][aria-selected=true]")?.focus();

export function Header(menu: ProgramMenuProps) {
  const { openDialog, askNumbers } = usePlaygroundState("openDialog", "askNumbers");
  return (
    <>
      <nav aria-label="Skip">
        <button type="button" onClick={focusResults} className={SKIP_LINK}>
          Skip to results
        </button>
      </nav>
      <header className="flex h-11 shrink-0 items-center gap-2 border-b px-3">
        <Mark />
        <h1 className="font-semibold text-lg max-sm:sr-only">Fanout</h1>
        <span aria-hidden className="mx-1 h-4 border-l max-sm:hidden" />
        <div className="flex min-w-0 flex-1">
          <ProgramMenu {...menu} />
        </div>
        <Button variant="quiet" onClick={askNumbers} className="max-sm:hidden" {...namedTip("scale")}>
          Your numbers
        </Button>
        <a
          href={`${process.env.NEXT_PUBLIC_BASE_PATH ?? ""}/learn/`}
          className="inline-flex h-control items-center rounded-md px-2.5 font-medium hover:bg-hover"
          {...namedTip("learn")}
        >
          Learn
        </a>
        <a
          href={`${process.env.NEXT_PUBLIC_BASE_PATH ?? ""}/reference/`}
          className="inline-flex h-control items-center rounded-md px-2.5 font-medium hover:bg-hover max-lg:hidden"
          {...namedTip("reference")}
        >
          Reference
        </a>
        <Button
          icon={<Share2 aria-hidden />}
          onClick={() => openDialog("share")}
          {...namedTip("share", "Mod+S")}
        >
          Share
        </Button>
        <ThemeMenu />
        {/* Where there are no keys the program's name needs the room. */}
        <span className="inline-flex pointer-coarse:max-sm:hidden">
          <IconButton label="Go to" keys="Mod+K" onClick={() => openDialog("palette")}>
            <Search />
          </IconButton>
          <IconButton label="Keyboard shortcuts" keys="?" onClick={() => openDialog("keys")}>
            <Keyboard />
          </IconButton>
        </span>
      </header>
    </>
  );
}
