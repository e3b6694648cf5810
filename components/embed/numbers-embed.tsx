import { ExternalLink } from "lucide-react";
import { Button } from "@/components/ui/button";
import { TooltipLayer } from "@/components/ui/tooltip-layer";
import ActiveNumbers from "@/components/workbench/active-numbers";

/** The embed of "Your numbers": this view and nothing else. */
export default function NumbersEmbed({ onOpen }: { readonly onOpen: () => void }) {
  return (
    <>
      <ActiveNumbers />
      <Button variant="quiet" icon={<ExternalLink aria-hidden />} onClick={onOpen} className="m-2 self-end">
        Open in Fanout
      </Button>
      <TooltipLayer />
    </>
  );
}
