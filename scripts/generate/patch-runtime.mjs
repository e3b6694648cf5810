// Pyodide 314.0.7's script, with the fix of pyodide/pyodide#6464: Python's automatic garbage collection follows the frames of suspended
// stacks, which are no longer where they were, and the worker crashes. A suspended thread has no frames to follow until it goes on.

/** Bytes from the start of Python 3.14's PyThreadState to `current_frame`, in WebAssembly. `what_event` is before it. */
const CURRENT_FRAME = 52;

const CHANGES = [
  [
    "const stackState=new StackState;return{threadState,stackState,suspender:suspenderGlobal.value}",
    `const stackState=new StackState;const frameAt=threadState+${CURRENT_FRAME}>>2;const frame=Module.HEAP32[frameAt];Module.HEAP32[frameAt]=0;return{threadState,stackState,frame,suspender:suspenderGlobal.value}`,
  ],
  [
    "function restoreState(state){state.stackState.restore();",
    `function restoreState(state){state.stackState.restore();Module.HEAP32[state.threadState+${CURRENT_FRAME}>>2]=state.frame;`,
  ],
];

/** @param {string} script pyodide.asm.mjs @throws Error where it is another one */
export function patchRuntime(script) {
  return CHANGES.reduce((text, [before, after]) => {
    if (text.split(before).length !== 2) throw new Error(`pyodide.asm.mjs has another text than: ${before}`);
    return text.replace(before, () => after);
  }, script);
}
