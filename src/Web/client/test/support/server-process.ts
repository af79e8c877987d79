import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const built = "../../../../../artifacts/Local/bin/Api/release/Consult.Api.dll";
const dll = process.env["CONSULT_API_DLL"] ?? fileURLToPath(new URL(built, import.meta.url));

/** A real server on a folder of its own, which can be killed and started again at the same address. */
export class ServerProcess {
  #process: ChildProcess | undefined;
  #folder = "";
  base = "";

  static async start(): Promise<ServerProcess> {
    const server = new ServerProcess();
    server.#folder = await mkdtemp(join(tmpdir(), "consult-client-"));
    await server.run();
    return server;
  }

  /** Starts it, the first time on a free port. */
  async run(): Promise<void> {
    const child = spawn("dotnet", [dll, "--urls", this.base || "http://127.0.0.1:0", "--data", join(this.#folder, "data")], {
      env: { ...process.env, ASPNETCORE_ENVIRONMENT: "Development" }, stdio: ["ignore", "pipe", "inherit"],
    });
    this.#process = child;
    this.base = await new Promise<string>((resolve, reject) => {
      let said = "";
      child.stdout!.on("data", (chunk: Buffer) => {
        // Read on to the end: a full pipe would stop the server.
        if (said.length < 100_000) said += chunk.toString();
        const address = /Now listening on: (\S+)/.exec(said)?.[1];
        if (address !== undefined) resolve(address);
      });
      child.on("error", reject);
      child.on("exit", (code) => reject(new Error(`The server ended with ${code} before it listened:\n${said}`)));
    });
  }

  /** Ends it: `SIGKILL` as a crash would, `SIGTERM` as an operator. */
  async stop(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await exited;
  }

  /** Copies the record of the stopped server aside, or puts that copy in its place. */
  async backUp(): Promise<void> {
    await cp(join(this.#folder, "data"), join(this.#folder, "backup"), { recursive: true });
  }

  async restore(): Promise<void> {
    await rm(join(this.#folder, "data"), { recursive: true });
    await cp(join(this.#folder, "backup"), join(this.#folder, "data"), { recursive: true });
  }

  async dispose(): Promise<void> {
    await this.stop("SIGKILL");
    await rm(this.#folder, { recursive: true, force: true });
  }
}
