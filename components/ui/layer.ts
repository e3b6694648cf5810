export const FLOAT = "z-40 rounded-md bg-surface text-text shadow-float animate-appear";
