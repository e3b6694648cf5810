// What a language's definition needs of the editor, so that it can be bundled without it.
export const languages = { IndentAction: { None: 0, Indent: 1, IndentOutdent: 2, Outdent: 3 } };
