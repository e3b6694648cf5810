import { X } from "lucide-react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { usePlaygroundState } from "@/lib/app/hooks/use-playground";

interface NoticesProps {
  /** Absent where there are no drafts. */
  readonly onOpenDraft?: ((id: string) => void) | undefined;
}

export function Notices({ onOpenDraft }: NoticesProps) {
  const { notices, dismiss } = usePlaygroundState("notices", "dismiss");
  if (notices.length === 0) return null;
  return (
    <div className="flex shrink-0 flex-col gap-1 border-b p-2">
      {notices.map(({ id, tone, title, text, back, cancel, choices }) => (
        <Banner
          key={id}
          tone={tone}
          title={title}
          actions={
            <>
              {back && onOpenDraft && <Button onClick={() => onOpenDraft(back.draft)}>Go back</Button>}
              {choices?.map(({ label, onSelect }) => (
                <Button key={label} onClick={onSelect}>
                  {label}
                </Button>
              ))}
              {cancel && <Button onClick={cancel}>Cancel</Button>}
              <IconButton size="sm" label="Dismiss" onClick={() => dismiss(id)}>
                <X />
              </IconButton>
            </>
          }
        >
          {text}
        </Banner>
      ))}
    </div>
  );
}
