/**
 * Program text that takes its runner's port to the coordinator. Nobody passes the port to a program, but it is the target
 * of every message event, and a program can intercept the events.
 */
export const THIEF = `
const ports = new Set(); const heard = [];
{
  const { get } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data");
  Object.defineProperty(MessageEvent.prototype, "data", { get() {
    if (this.currentTarget instanceof MessagePort) ports.add(this.currentTarget);
    const data = get.call(this);
    if (heard.length < 1000) heard.push(data);
    return data;
  } });
}
/** Posts to the coordinator as the runner would, on every port found. */
async function forge(message, transfer = []) {
  for (let left = 200; ports.size === 0 && left > 0; left--) await sleep(5);
  if (ports.size === 0) throw new Error("no port was found");
  for (const port of ports) MessagePort.prototype.postMessage.call(port, message, transfer);
}
/** Ids of the calls whose answers the coordinator expects. */
const pending = () => heard.filter((data) => data && data.id && data.type === "APPLY").map(({ id }) => id);
/** The number of this worker, once a body has set it. */
let lane = 0;
const mine = () => lane;
const answer = (id, value) => forge({ id, type: "RAW", value });
`;
