import { useEffect, useRef, useState } from "react";
import type { Theme } from "@/lib/app/theme/palette";
import type { LanguageId } from "@/lib/model/language";
import type { EditorMarker, EditorProps, EditorState } from "./editor-props";
import type { Monaco } from "./load-monaco";
import type { MonacoEditor } from "./monaco-editor";
import { PlainEditor, type PlainEditorHandle } from "./plain-editor";

/** ms of quiet before one editor takes the other's place: nobody loses a keystroke to the change. */
const SWAP_QUIET_MS = 700;

interface Arrived {
  readonly monaco: Monaco;
  readonly Editor: typeof MonacoEditor;
  readonly from: EditorState | undefined;
  readonly language: LanguageId;
}

export interface CodeEditorProps extends EditorProps {
  readonly theme: Theme;
  /** Monaco may be loaded: the page works, and this is a machine with a keyboard. */
  readonly rich: boolean;
  readonly onProblems?: (markers: readonly EditorMarker[]) => void;
}

/** The plain editor at once, and Monaco when it has arrived: with the same text, caret, scroll position and Undo. */
export function CodeEditor({ theme, rich, onProblems, ...props }: CodeEditorProps) {
  const { language } = props;
  const plain = useRef<PlainEditorHandle>(null);
  const typed = useRef(Number.NEGATIVE_INFINITY);
  const [arrived, setArrived] = useState<Arrived>();

  useEffect(() => {
    if (!rich) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wanted = true;
    void load().catch(() => undefined);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };

    async function load(): Promise<void> {
      const [{ loadMonaco }, { MonacoEditor }] = await Promise.all([
        import("./load-monaco"),
        import("./monaco-editor"),
      ]);
      const monaco = await loadMonaco(language);
      const take = (): void => {
        if (!wanted) return;
        const rest = typed.current + SWAP_QUIET_MS - performance.now();
        if (rest > 0) timer = setTimeout(take, rest);
        else setArrived({ monaco, Editor: MonacoEditor, from: plain.current?.state(), language });
      };
      take();
    }
  }, [rich, language]);

  if (rich && arrived?.language === language) {
    const { monaco, Editor, from } = arrived;
    return (
      <Editor key={language} {...props} monaco={monaco} theme={theme} from={from} onProblems={onProblems} />
    );
  }
  return (
    <PlainEditor
      {...props}
      swap={plain}
      onChange={(value) => {
        typed.current = performance.now();
        props.onChange(value);
      }}
    />
  );
}
