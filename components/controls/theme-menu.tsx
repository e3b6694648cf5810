import { Monitor, Moon, Sun } from "lucide-react";
import { Menu } from "@/components/ui/menu";
import { usePlayground } from "@/lib/app/hooks/use-playground";

const CHOICES = [
  { value: "system", label: "As the system", icon: Monitor },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
] as const;

export function ThemeMenu() {
  const theme = usePlayground((state) => state.theme);
  const setTheme = usePlayground((state) => state.setTheme);
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
