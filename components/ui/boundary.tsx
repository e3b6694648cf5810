import { Component, type ReactNode } from "react";
import { textOf } from "@/lib/base/text-of";
import { Button } from "./button";

interface State {
  readonly error: Error | undefined;
}

export const errorOf = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(textOf(thrown));

/** Shown in the place of a view that failed. Not a `Banner`, which the first script of the page would have to hold. */
export function FailedView({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  return (
    <div role="alert" className="m-4 flex flex-wrap items-start gap-3 rounded-md bg-failed-soft px-3 py-2">
      <div className="wrap-anywhere min-w-0 flex-[1_1_14rem]">
        <p className="font-medium">This view failed to load</p>
        <p>Other views, your code and the results are unaffected.</p>
        <p className="font-mono">{error.message}</p>
      </div>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  );
}

/** Keeps a failure of ours inside the view in which it happened: the rest of the page goes on, and nothing typed is lost. */
export class Boundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error: errorOf(error) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <FailedView error={error} onRetry={() => this.setState({ error: undefined })} />;
  }
}
