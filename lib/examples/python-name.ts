/** Whether an example's name is one of a program in Python, whose texts may not have been loaded. */
export const isPythonExample = (name: string): boolean => name.startsWith("python-");
