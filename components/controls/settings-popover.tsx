import { SlidersHorizontal } from "lucide-react";
import { lazy, Suspense } from "react";
import { Popover } from "@/components/ui/popover";

const SettingsForm = lazy(() => import("./settings-form"));

export function SettingsPopover() {
  return (
    <Popover label="Settings" title="Settings of a run" icon={<SlidersHorizontal aria-hidden />} align="end">
      <Suspense fallback={<div className="h-96 w-88" />}>
        <SettingsForm />
      </Suspense>
    </Popover>
  );
}
