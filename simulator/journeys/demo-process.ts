import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `npm start`, as a process of its own that a test may kill. */
export class DemoProcess {
  readonly dataFolder: string;
  readonly shopUrl: string;
  readonly strangerUrl: string;
  readonly #child: ChildProcess;
  readonly ended: Promise<number | string>;

  private constructor(child: ChildProcess, port: number, dataFolder: string, ended: Promise<number | string>) {
    this.#child = child;
    this.dataFolder = dataFolder;
    this.shopUrl = `http://localhost:${port}`;
    this.strangerUrl = `http://127.0.0.1:${port}`;
    this.ended = ended;
  }

  /** Resolves when the demo says that it is open. */
  static start(options: { dataFolder?: string; args?: readonly string[] } = {}): Promise<DemoProcess> {
    const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'vitrine-demo-'));
    const args = [
      '--conditions=@vitrine/source',
      'simulator/src/demo/start.ts',
      '--port',
      '0',
      '--data',
      dataFolder,
      // The hand-written goods alone: what is tested here does not depend on how many there are.
      ...['--articles', '142', '--orders', '3000'],
      ...(options.args ?? []),
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise<number | string>((resolve) => child.on('exit', (code, signal) => resolve(signal ?? code ?? 0)));
    return new Promise((resolve, reject) => {
      let output = '';
      const take = (chunk: Buffer) => {
        output += chunk.toString();
        const port = /is open[\s\S]*?http:\/\/localhost:(\d+)\//.exec(output)?.[1];
        if (port) resolve(new DemoProcess(child, Number(port), dataFolder, ended));
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      void ended.then((code) => reject(new Error(`The demo ended with ${code} before it opened:\n${output}`)));
    });
  }

  async call(path: string, body: unknown = {}): Promise<Record<string, unknown>> {
    const answer = await fetch(`${this.shopUrl}/control/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  }

  /** Ctrl-C. Resolves with the exit code. */
  stop(): Promise<number | string> {
    this.#child.kill('SIGINT');
    return this.ended;
  }

  kill(): Promise<number | string> {
    this.#child.kill('SIGKILL');
    return this.ended;
  }

  /** Stops what may still run, and removes what it kept. */
  async clean(): Promise<void> {
    await this.kill();
    rmSync(this.dataFolder, { recursive: true, force: true });
  }
}
