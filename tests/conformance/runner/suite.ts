import { afterEach, describe } from "vitest";
import { cache } from "./cases/cache";
import { chunks } from "./cases/chunks";
import { directCalls } from "./cases/direct-calls";
import { entry } from "./cases/entry";
import { identity } from "./cases/identity";
import { inlineCalls } from "./cases/inline-calls";
import { nodes } from "./cases/nodes";
import { queues } from "./cases/queues";
import { recording } from "./cases/recording";
import { refusals } from "./cases/refusals";
import { remoteCalls } from "./cases/remote-calls";
import { retries } from "./cases/retries";
import { trains } from "./cases/trains";
import { versions } from "./cases/versions";
import type { ProgramName, RunnerPrograms } from "./programs";
import { initOf, Session, type SessionOptions, type StartRunner } from "./session";

/** What the cases are given. */
export interface Suite {
  readonly programs: RunnerPrograms;
  /** Starts a runner; it is ended, and what it posted is checked, after the test. */
  open(program: ProgramName, options?: SessionOptions): Promise<Session>;
}

/** Everything that the engine relies on in a runner, whatever language its programs are written in. */
export function describeRunner(name: string, start: StartRunner, programs: RunnerPrograms): void {
  const sessions: Session[] = [];
  const suite: Suite = {
    programs,
    async open(program, options = {}) {
      const init = initOf(programs, program, options);
      const session = new Session(await start(init), programs, init);
      sessions.push(session);
      return session;
    },
  };
  describe(name, () => {
    afterEach(() => {
      for (const session of sessions.splice(0)) session.end();
    });
    describe("the version of the protocol", () => versions(suite));
    describe("the entry", () => entry(suite));
    describe("calls that go to workers", () => remoteCalls(suite));
    describe("inline calls", () => inlineCalls(suite));
    describe("chunks", () => chunks(suite));
    describe("trains", () => trains(suite));
    describe("attempts", () => retries(suite));
    describe("identity", () => identity(suite));
    describe("the cache", () => cache(suite));
    describe("queues and processes", () => queues(suite));
    describe("groups, workflows and launch plans", () => nodes(suite));
    describe("what is recorded", () => recording(suite));
    describe("direct calls", () => directCalls(suite));
    describe("what is refused", () => refusals(suite));
  });
}
