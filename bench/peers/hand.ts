import type { HandAnswer, HandRequest } from "./hand.worker";
import { cut, type Opening, type Peer, put } from "./peer";
import { serve } from "./serve";

let ports: readonly MessagePort[] = [];

const ask = (port: MessagePort, request: HandRequest, transfer: Transferable[] = []): void =>
  port.postMessage(request, transfer);

/** Sends a number and waits for the answer, with `postMessage` only. */
const thereAndBack = (port: MessagePort, number: number): Promise<number> =>
  new Promise((resolve) => {
    port.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
    port.postMessage(number);
  });

/** By hand: code for this program only, and the least time that Fanout could take. */
const hand: Peer = {
  async open(given: Opening) {
    ports = given.ports;
    for (const port of ports) await thereAndBack(port, 2);
    const [first, second] = ports;
    if (!first || !second) return;
    const { port1, port2 } = new MessageChannel();
    ask(first, { relayTo: port1 }, [port1]);
    ask(second, { relayFrom: port2 }, [port2]);
  },

  chunks: (numbers, chunks) =>
    new Promise((resolve) => {
      const results = new Array<number>(numbers.length);
      const parts = cut(numbers, chunks);
      let left = parts.length;
      for (const port of ports) {
        port.onmessage = ({ data }: MessageEvent<HandAnswer>) => {
          put(results, parts.length, data.at, data.numbers);
          if (--left === 0) resolve(results);
        };
      }
      parts.forEach((part, at) => {
        ask(ports[at % ports.length] as MessagePort, { at, numbers: part }, [part.buffer]);
      });
    }),

  call: (number) => thereAndBack(ports[0] as MessagePort, number),

  relay: (number) =>
    new Promise((resolve) => {
      const port = ports[0] as MessagePort;
      port.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
      ask(port, { relay: number });
    }),

  pull: (units) =>
    new Promise((resolve) => {
      const results = new Array<number>(units.length);
      let next = 0;
      let left = units.length;
      const more = (port: MessagePort): void => {
        if (next < units.length) ask(port, { at: next, units: units[next++] as number });
      };
      for (const port of ports) {
        port.onmessage = ({ data }: MessageEvent<{ at: number; value: number }>) => {
          results[data.at] = data.value;
          more(port);
          if (--left === 0) resolve(results);
        };
        more(port);
      }
    }),

  work: (units, chunks) =>
    new Promise((resolve) => {
      const results = new Array<number>(units.length);
      const parts = cut(units, chunks);
      let next = 0;
      let left = parts.length;
      const more = (port: MessagePort): void => {
        const work = parts[next];
        if (work !== undefined) ask(port, { at: next++, work }, [work.buffer]);
      };
      for (const port of ports) {
        port.onmessage = ({ data }: MessageEvent<HandAnswer>) => {
          put(results, parts.length, data.at, data.numbers);
          more(port);
          if (--left === 0) resolve(results);
        };
        more(port);
      }
    }),

  bytes: (items, bytes) =>
    new Promise((resolve) => {
      let [left, back] = [items, 0];
      for (const port of ports) {
        port.onmessage = ({ data }: MessageEvent<Uint8Array>) => {
          back += data.length;
          if (--left === 0) resolve(back);
        };
      }
      for (let i = 0; i < items; i++)
        ask(ports[i % ports.length] as MessagePort, { echo: new Uint8Array(bytes) });
    }),

  async sleeps(times, ms) {
    for (let i = 0; i < times; i++) await new Promise((go) => setTimeout(go, ms));
    return [];
  },
};

serve(hand);
