import { Component, type ReactNode } from "react";
import { Banner } from "./banner";
import { Button } from "./button";

interface State {
  readonly error: Error | undefined;
}

/** Keeps a failure of ours inside the view in which it happened: the rest of the page goes on, and nothing typed is lost. */
export class Boundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <Banner
        tone="error"
        title="This view failed to load"
        className="m-4"
        actions={<Button onClick={() => this.setState({ error: undefined })}>Try again</Button>}
      >
        <p>Other views, your code and the results are unaffected.</p>
        <p className="font-mono">{error.message}</p>
      </Banner>
    );
  }
}
