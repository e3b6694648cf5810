import { useEffect, useState } from "react";

/** Text that can only be a record: a person who pastes it outside of every field wants it opened. */
const LIKE_RECORD = /^\s*[[{]\s*["{]/;

const isEditable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest("input, textarea, [contenteditable], .monaco-editor") !== null;

/** Files that were pasted, or text that is a record. */
function pastedFiles({ clipboardData, target }: ClipboardEvent): readonly File[] {
  const files = [...(clipboardData?.files ?? [])];
  if (files.length > 0 || isEditable(target)) return files;
  const text = clipboardData?.getData("text/plain") ?? "";
  return LIKE_RECORD.test(text) ? [new File([text], "pasted.json")] : [];
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") === true;

/** Takes files dropped or pasted anywhere on the page, and records pasted outside of every field: an editor would insert its path into the code. */
export function DropLayer({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
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
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) onFiles(files);
    };
    const listening = new AbortController();
    const capture = { capture: true, signal: listening.signal };
    window.addEventListener("dragenter", hold, capture);
    window.addEventListener("dragover", hold, capture);
    window.addEventListener("dragleave", leave, capture);
    window.addEventListener("drop", drop, capture);
    const paste = (event: ClipboardEvent): void => {
      const files = pastedFiles(event);
      if (files.length === 0) return;
      event.preventDefault();
      onFiles(files);
    };
    window.addEventListener("paste", paste, capture);
    return () => listening.abort();
  }, [onFiles]);
  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-2 z-40 grid place-items-center rounded-md border-2 border-accent border-dashed bg-surface/85">
      <p className="font-medium text-lg">Drop a program, a trace, or the record of a run to open it</p>
    </div>
  );
}
