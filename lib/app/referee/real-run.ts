import type { PythonFiles, ToReferee } from "@/lib/protocol/python-files";
import { fromRefereeSchema, type RefereeRequest, type RefereeStage } from "@/lib/protocol/referee";
import { openSandbox, receive, SandboxError } from "../run/sandbox";
import { type OpenChannel, openPythonFrame } from "../run/sandbox-frame";

interface RealRunOptions {
  readonly files: PythonFiles;
  readonly pack: ArrayBuffer;
  readonly request: RefereeRequest;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  stage(stage: RefereeStage): void;
  /** Another channel in tests. */
  readonly open?: OpenChannel;
}

const START_MS = 20_000;

/**
 * Runs a program with the real package, in a separate sandbox, which is removed afterwards.
 * @returns what happened, packed
 * @throws Error in words for the page
 */
export function realRun({
  files,
  pack,
  request,
  timeoutMs,
  signal,
  stage,
  open = () => openPythonFrame({ ...files, snapshot: undefined }),
}: RealRunOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      sandbox.close();
      port1.close();
    };
    const fail = (error: Error): void => {
      reject(error);
      end();
    };
    const stop = (): void => fail(new Error("The check was stopped."));
    const late = `The real package did not finish within ${Math.round(timeoutMs / 1000)} s.`;
    const timer = setTimeout(() => fail(new Error(late)), timeoutMs);
    const { port1, port2 } = new MessageChannel();
    const sandbox = openSandbox(open, START_MS, (_, error) => fail(error));
    receive(
      port1,
      fromRefereeSchema,
      (message) => {
        if (message.type === "stage") stage(message.stage);
        else if (message.type === "failed") fail(new SandboxError(message.message));
        else {
          resolve(message.packed);
          end();
        }
      },
      fail,
    );
    signal.addEventListener("abort", stop);
    sandbox.port.postMessage({ type: "referee", pack, request, port: port2 } satisfies ToReferee, [
      pack,
      port2,
    ]);
  });
}
