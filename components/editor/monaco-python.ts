import type { Monaco } from "./load-monaco";
import { addColors } from "./python/colors";

/** Python in the editor: colors first. Loads what knows Python's types with the first program in Python, once its text is shown. */
export async function setUpPython(monaco: Monaco): Promise<void> {
  monaco.editor.onDidCreateModel((model) => {
    if (model.getLanguageId() !== "python") return;
    const start = async (): Promise<void> => {
      const { checkModel } = await import("./python/check-model");
      if (!model.isDisposed()) checkModel(monaco, model);
    };
    // Without it the program can be written and run as before.
    setTimeout(() => void start().catch(() => undefined));
  });
  await addColors(monaco);
}
