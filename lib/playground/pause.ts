/**
 * Lets the page answer its reader before work goes on. Not a timer: those of a hidden tab come once a second, and nested
 * ones wait for 4 ms each.
 */
export function pause(): Promise<void> {
  return new Promise((resume) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resume();
    };
    port2.postMessage(null);
  });
}
