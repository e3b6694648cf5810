/** Whether Python can wait in a plain function: WebAssembly's stack switching (JSPI). Read before the lockdown. */
export const canSwitchStacks = "Suspending" in WebAssembly;
