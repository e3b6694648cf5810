import { Component, type ReactNode } from "react";
import { textOf } from "@/lib/base/text-of";
import { Banner } from "./banner";
import { Button } from "./button";

interface State {
  readonly error: Error | undefined;
}

export const errorOf = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(textOf(thrown));

/** Shown in the place of a view that failed. */
export function FailedView({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  return (
    <Banner
      tone="error"
      title="This view failed to load"
      className="m-4"
      actions={<Button onClick={onRetry}>Try again</Button>}
    >
      <p>Other views, your code and the results are unaffected.</p>
      <p className="font-mono">{error.message}</p>
    </Banner>
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
