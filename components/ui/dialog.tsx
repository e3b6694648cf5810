import { lazy, type ReactNode, Suspense } from "react";

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** Up to 28 rem, or up to 44. Default "md". */
  readonly size?: "md" | "lg";
}

const DialogLayer = lazy(() => import("./dialog-layer"));

/** Its script loads when it first opens. */
export function Dialog(props: DialogProps) {
  if (!props.open) return null;
  return (
    <Suspense fallback={null}>
      <DialogLayer {...props} />
    </Suspense>
  );
}
