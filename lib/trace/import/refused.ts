/** Why a file is not opened: a sentence or two that follow the file's name, "is damaged …". */
export class ImportRefused extends Error {}
