import { X } from "lucide-react";
import { Banner } from "@/components/ui/banner";
import { IconButton } from "@/components/ui/icon-button";
import { usePlaygroundState } from "@/lib/app/hooks/use-playground";

export function Notices() {
  const { notices, dismiss } = usePlaygroundState("notices", "dismiss");
  if (notices.length === 0) return null;
  return (
    <div className="flex shrink-0 flex-col gap-1 border-b p-2">
      {notices.map(({ id, tone, title, text }) => (
        <Banner
          key={id}
          tone={tone}
          title={title}
          actions={
            <IconButton size="sm" label="Dismiss" onClick={() => dismiss(id)}>
              <X />
            </IconButton>
          }
        >
          {text}
        </Banner>
      ))}
    </div>
  );
}
