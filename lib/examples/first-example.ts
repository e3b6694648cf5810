/** The example of the start page, the first of the menu: known without the programs' texts. */
export const FIRST_EXAMPLE = "letters";
