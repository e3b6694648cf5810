import type { ReactNode } from "react";

interface WithDetailProps {
  readonly detail: ReactNode;
  readonly children: ReactNode;
}

export function WithDetail({ detail, children }: WithDetailProps) {
  return (
    <div className="@container h-full min-h-0">
      <div className="flex h-full min-h-0 flex-col @3xl:flex-row">
        <div className="min-h-0 min-w-0 flex-1">{children}</div>
        {detail && (
          <aside className="h-1/2 min-h-0 shrink-0 border-t @3xl:h-auto @3xl:w-80 @3xl:border-t-0 @3xl:border-l">
            {detail}
          </aside>
        )}
      </div>
    </div>
  );
}
