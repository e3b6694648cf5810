/** Program text for a host's page: what arrives on a port that it sent to one of our frames, if anything. */
export const heardFrom = (setUp: string) => `new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => done(data);
  const connect = (frame, nonce) => frame.postMessage({ type: "fanout:connect", nonce }, "*", [port2]);
  ${setUp}
})`;

export const SILENCE = "nothing";

/** Other tests show that a sandbox that answers takes a few ms. */
export const orSilence = (promise: string) =>
  `Promise.race([${promise}, new Promise((done) => setTimeout(() => done("${SILENCE}"), 1500))])`;
