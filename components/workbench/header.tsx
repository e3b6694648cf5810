import { Keyboard, Monitor, Moon, Share2, Sun } from "lucide-react";
import { ProgramMenu, type ProgramMenuProps } from "@/components/controls/program-menu";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { tip } from "@/components/ui/tip";
import { usePlaygroundState } from "@/lib/app/hooks/use-playground";
import { Mark } from "./mark";

const CHOICES = [
  { value: "system", label: "As the system", icon: Monitor },
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

export function Header(menu: ProgramMenuProps) {
  const { openDialog, askNumbers } = usePlaygroundState("openDialog", "askNumbers");
  return (
    <header className="flex h-11 shrink-0 items-center gap-2 border-b px-3">
      <Mark />
      <h1 className="font-semibold text-lg max-sm:sr-only">Fanout</h1>
      <span aria-hidden className="mx-1 h-4 border-l max-sm:hidden" />
      <div className="flex min-w-0 flex-1">
        <ProgramMenu {...menu} />
      </div>
      <Button
        variant="quiet"
        onClick={askNumbers}
        className="max-sm:hidden"
        {...tip("Items, durations, workers: which strategy to take, without a program")}
      >
        Your numbers
      </Button>
      <a
        href={`${process.env.NEXT_PUBLIC_BASE_PATH ?? ""}/learn/`}
        className="inline-flex h-control items-center rounded-md px-2.5 font-medium hover:bg-hover"
      >
        Learn
      </a>
      <Button icon={<Share2 aria-hidden />} onClick={() => openDialog("share")}>
        Share
      </Button>
      <ThemeMenu />
      {/* Where there are no keys the program's name needs the room. */}
      <span className="inline-flex pointer-coarse:max-sm:hidden">
        <IconButton label="Keys" keys="?" onClick={() => openDialog("keys")}>
          <Keyboard />
        </IconButton>
      </span>
    </header>
  );
}
