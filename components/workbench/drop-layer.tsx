import { useEffect, useState } from "react";

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") === true;

/** Takes a file dropped anywhere on the page: an editor would insert its path into the code. */
export function DropLayer({ onFile }: { readonly onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hold = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      // Out of the window, not from one element to the next.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) onFile(file);
    };
    const listening = new AbortController();
    const capture = { capture: true, signal: listening.signal };
    window.addEventListener("dragenter", hold, capture);
    window.addEventListener("dragover", hold, capture);
    window.addEventListener("dragleave", leave, capture);
    window.addEventListener("drop", drop, capture);
    return () => listening.abort();
  }, [onFile]);
  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-2 z-40 grid place-items-center rounded-md border-2 border-accent border-dashed bg-surface/85">
      <p className="font-medium text-lg">Drop the file to open it as a draft</p>
    </div>
  );
}
