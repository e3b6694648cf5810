import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import { errorOf, FailedView } from "./boundary";

interface Meanwhile {
  /** Shown until the script is there. */
  readonly meanwhile?: ReactNode;
}

export interface Loaded<Props extends object> {
  (props: Props & Meanwhile): ReactNode;
  /** Asks for the script before it is needed. Rejects if it cannot be had; the next call asks again. */
  load(): Promise<void>;
}

/**
 * A component whose script is loaded when it is first shown. `React.lazy` suspends, and React holds back for 300 ms what it
 * shows after a Suspense boundary's fallback; this does not, and it asks again after a failure.
 * @param meanwhile shown until then, where the use gives nothing else
 * @param failing what is shown if the script cannot be loaded: a message with "Try again", or, for parts that nobody has asked
 * for and for buttons, what was shown until then. The page around it is unaffected.
 */
export function loaded<Props extends object>(
  importer: () => Promise<{ readonly default: ComponentType<Props> }>,
  meanwhile: ReactNode = null,
  failing: "is shown" | "is hidden" = "is shown",
): Loaded<Props> {
  let View: ComponentType<Props> | undefined;
  let loading: Promise<void> | undefined;

  function load(): Promise<void> {
    loading ??= importer().then(
      (module) => {
        View = module.default;
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  }

  function LoadedView({ meanwhile: instead = meanwhile, ...props }: Props & Meanwhile): ReactNode {
    const [{ error, attempt }, setState] = useState<{ readonly attempt: number; readonly error?: Error }>({
      attempt: 1,
    });
    // As of this drawing: the script may arrive between it and the effect.
    const isThere = View !== undefined;
    useEffect(() => {
      if (isThere) return;
      let shown = true;
      load().then(
        () => shown && setState({ attempt }),
        (thrown: unknown) => shown && failing === "is shown" && setState({ attempt, error: errorOf(thrown) }),
      );
      return () => {
        shown = false;
      };
    }, [isThere, attempt]);
    // What is left of the props is Props, which TypeScript does not see.
    if (View !== undefined) return <View {...(props as unknown as Props)} />;
    if (error) return <FailedView error={error} onRetry={() => setState({ attempt: attempt + 1 })} />;
    return instead;
  }
  return Object.assign(LoadedView, { load });
}
