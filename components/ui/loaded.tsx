import { type ComponentType, type ReactNode, useEffect, useState } from "react";

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
 * @throws while rendering, for the nearest `Boundary`, if the script cannot be had
 */
export function loaded<Props extends object>(
  importer: () => Promise<{ readonly default: ComponentType<Props> }>,
  meanwhile: ReactNode = null,
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
    const [state, setState] = useState<{ readonly error?: unknown }>({});
    // As of this drawing: the script may arrive between it and the effect.
    const isThere = View !== undefined;
    useEffect(() => {
      if (isThere) return;
      let shown = true;
      load().then(
        () => shown && setState({}),
        (error: unknown) => shown && setState({ error }),
      );
      return () => {
        shown = false;
      };
    }, [isThere]);
    if ("error" in state) throw state.error;
    // What is left of the props is Props, which TypeScript does not see.
    return View === undefined ? instead : <View {...(props as unknown as Props)} />;
  }
  return Object.assign(LoadedView, { load });
}
