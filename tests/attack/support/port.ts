/** Program text for a host's page: what it hears on a port that it handed to a frame of ours, if anything. */
export const heardFrom = (setUp: string) => `new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => done(data);
  const connect = (frame, nonce) => frame.postMessage({ type: "fanout:connect", nonce }, "*", [port2]);
  ${setUp}
})`;

export const SILENCE = "nothing";

/** The harness proves elsewhere that a sandbox answers in some ms where it does. */
export const orSilence = (promise: string) =>
  `Promise.race([${promise}, new Promise((done) => setTimeout(() => done("${SILENCE}"), 1500))])`;
