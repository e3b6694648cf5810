import { describe, expect, it } from "vitest";
import { readServerOptions } from "../../scripts/server-options.mjs";

const read = (args, env = {}, also) => readServerOptions("npm start", args, env, also);

describe("the options of commands that serve", () => {
  it.each([
    [[], {}, { port: 3000, host: "127.0.0.1" }],
    [["--port", "3100"], {}, { port: 3100, host: "127.0.0.1" }],
    [["--port=0", "--host", "0.0.0.0"], {}, { port: 0, host: "0.0.0.0" }],
    [[], { PORT: "8080", HOST: "::1" }, { port: 8080, host: "::1" }],
    [[], { PORT: "", HOST: "" }, { port: 3000, host: "127.0.0.1" }],
    [["--port", "3100"], { PORT: "8080" }, { port: 3100, host: "127.0.0.1" }],
  ])("%j with %j", (args, env, expected) => {
    expect(read(args, env)).toMatchObject(expected);
  });

  it.each([
    [["--prot", "3100"], {}, /^Unknown option '--prot'\.\n\nUsage: npm start -- /],
    [["3100"], {}, /^Unexpected argument '3100'/],
    [["--port"], {}, /^Option '--port <value>' argument missing\.\n/],
    [["--port", "--host"], {}, /^Option '--port' argument is ambiguous\.\n\nUsage/],
    [["--port", "http"], {}, /^--port is "http"\. It must be a whole number from 0 to 65535\.\n/],
    [["--port", "65536"], {}, /^--port is "65536"/],
    [["--port="], {}, /^--port is ""/],
    [["--port=-1"], {}, /^--port is "-1"/],
    [["--host="], {}, /^--host is empty/],
    [[], { PORT: "3e3" }, /^PORT is "3e3"/],
    [["--folder", "site"], {}, /^Unknown option '--folder'/],
    [["3100"], { npm_config_port: "true" }, /^npm keeps --port for itself\. Write "--" before it/],
  ])("refuse %j with %j", (args, env, problem) => {
    expect(() => read(args, env)).toThrow(problem);
  });

  it("include a folder where the command serves one, and a help text", () => {
    expect(read(["--folder", "site"], {}, { folder: true })).toMatchObject({ folder: "site", port: 3000 });
    expect(read(["--help"]).help).toMatch(/--port NUMBER.*--host ADDRESS/s);
  });
});
