import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

interface ForgetDialogProps {
  readonly onClose: () => void;
  readonly onForget: () => Promise<void>;
}

export default function ForgetDialog({ onClose, onForget }: ForgetDialogProps) {
  const [deleting, setDeleting] = useState(false);
  return (
    <Dialog
      onClose={onClose}
      title="Delete everything on this device?"
      description="This deletes all drafts, earlier runs, cached results and preferences that Fanout stores in this browser, and its offline copy. It cannot be undone."
    >
      <div className="flex flex-wrap justify-end gap-2 pb-3">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="danger"
          disabled={deleting}
          onClick={() => {
            setDeleting(true);
            void onForget().finally(onClose);
          }}
        >
          {deleting ? "Deleting…" : "Delete everything"}
        </Button>
      </div>
    </Dialog>
  );
}
