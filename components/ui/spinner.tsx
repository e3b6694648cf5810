import clsx from "clsx";
import { LoaderCircle } from "lucide-react";
import { useEffect, useState } from "react";

/** ms: what is there sooner needs no sign that it is coming. */
const DELAY = 200;

export function Spinner({ label, className }: { readonly label: string; readonly className?: string }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), DELAY);
    return () => clearTimeout(timer);
  }, []);
  return (
    <span role="status" className={clsx("inline-flex min-h-4 items-center gap-2 text-muted", className)}>
      {shown && (
        <>
          <LoaderCircle aria-hidden className="size-4 animate-spin" />
          {label}
        </>
      )}
    </span>
  );
}
