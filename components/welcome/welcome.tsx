import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { loaded } from "@/components/ui/loaded";
import { closeWelcome } from "@/lib/app/documents/boot-preferences";

const Tour = loaded(() => import("./tour"), null, "is hidden");

/** One line that says what this is. Hidden by the style sheet where it was closed before. */
export function Welcome() {
  const [isClosed, setClosed] = useState(false);
  const [isTouring, setTouring] = useState(false);
  const close = (): void => {
    closeWelcome();
    setClosed(true);
  };
  return (
    <>
      {!isClosed && (
        <section
          aria-label="Welcome"
          className="welcome flex shrink-0 items-center gap-x-3 border-b bg-selected px-3 py-1"
        >
          <p className="min-w-0 flex-1">
            <strong className="font-medium">Same code, several ways to run it.</strong>{" "}
            <span className="max-sm:hidden">Change it, press Run, and see which way is faster and why.</span>
          </p>
          <Button variant="quiet" onClick={() => setTouring(true)} className="max-sm:hidden">
            30-second tour
          </Button>
          <a
            href={`${process.env.NEXT_PUBLIC_BASE_PATH ?? ""}/learn/`}
            className="shrink-0 text-accent underline underline-offset-2"
          >
            All lessons
          </a>
          <IconButton label="Close for ever" onClick={close}>
            <X />
          </IconButton>
        </section>
      )}
      {isTouring && <Tour onClose={() => setTouring(false)} />}
    </>
  );
}
