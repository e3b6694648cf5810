import { loaded } from "@/components/ui/loaded";
import { usePlaygroundState } from "@/lib/app/hooks/use-playground";

const ExportDialog = loaded(() => import("./export/export-dialog"));
const SameDialog = loaded(() => import("./same/same-dialog"));
const StandInsDialog = loaded(() => import("./stand-ins/stand-ins-dialog"));

/** Dialogs about the program, which an embed has too. */
export function ProgramDialogs() {
  const { dialog, openDialog: open } = usePlaygroundState("dialog", "openDialog");
  const close = (): void => open(undefined);
  return (
    <>
      {dialog === "export" && <ExportDialog onClose={close} />}
      {dialog === "same" && <SameDialog onClose={close} />}
      {dialog === "stand-ins" && <StandInsDialog onClose={close} />}
    </>
  );
}
