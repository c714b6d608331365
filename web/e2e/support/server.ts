import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freeTcpPort, freeUdpPort } from './ports';

const repository = resolve(import.meta.dirname, '../../..');
const program =
  process.env.DIEMCAU_SERVER_DLL ?? join(repository, 'src/DiemCau.Server/bin/Release/net10.0/diemcau.dll');

// On two busy cores a start has taken 40 s.
const startingMs = 240_000;
const stoppingMs = 60_000;

/** The server as an installation runs it: its own process, its own database, its own data folder. */
export class Server {
  readonly address: string;
  readonly dataFolder: string;
  private readonly environment: NodeJS.ProcessEnv;
  private process: ChildProcess | null = null;
  private said = '';

  private constructor(address: string, dataFolder: string, environment: NodeJS.ProcessEnv) {
    this.address = address;
    this.dataFolder = dataFolder;
    this.environment = environment;
  }

  /**
   * Starts a fresh installation and waits until it is ready. Its database is a copy of one that was made before, as by a first start.
   * @param options environment variables besides those of the folder and the ports, such as DIEMCAU_MAIL_DOMAINS; they win
   */
  static async start(options: Record<string, string> = {}): Promise<Server> {
    if (!existsSync(program)) throw new Error(`${program} is missing: run scripts/build first`);
    const dataFolder = await mkdtemp(join(tmpdir(), 'diemcau-e2e-'));
    // The database runs as a user of its own and has to get through to its folder.
    await chmod(dataFolder, 0o711);
    await promisify(execFile)(join(repository, 'scripts/prepared-data'), [program, dataFolder]);
    const port = Number(options.DIEMCAU_HTTPS_PORT ?? (await freeTcpPort()));
    const address = `https://localhost:${port}`;
    const server = new Server(address, dataFolder, {
      ...process.env,
      DIEMCAU_HTTPS_PORT: String(port),
      DIEMCAU_BIND: '127.0.0.1',
      DIEMCAU_PUBLIC_ADDRESS: address,
      DIEMCAU_DATA: dataFolder,
      DIEMCAU_MEDIA_PORT: String(await freeUdpPort()),
      DIEMCAU_ANNOUNCE: '127.0.0.1',
      DIEMCAU_WEB_CLIENT: join(repository, 'web/dist'),
      DIEMCAU_LOG_LEVEL: 'Warning',
      ...options,
    });
    await server.startAgain();
    return server;
  }

  /** The UDP port that media comes to. */
  get mediaPort(): number {
    return Number(this.environment.DIEMCAU_MEDIA_PORT);
  }

  /** Everything the process has written, of all its starts. */
  get output(): string {
    return this.said;
  }

  /** The link that a new installation prints. */
  get firstAdministratorLink(): string {
    const link = /https:\/\/\S+\/links\/\S+/.exec(this.said)?.[0];
    if (!link) throw new Error(`the server printed no link for the first administrator:\n${this.said}`);
    return link;
  }

  /** Starts the process on the same folder and ports, and waits until it is ready. */
  async startAgain(): Promise<void> {
    const started = spawn('dotnet', [program], {
      env: this.environment,
      cwd: this.dataFolder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process = started;
    for (const stream of [started.stdout, started.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.said += text;
      });
    }
    const deadline = Date.now() + startingMs;
    while (!(await isReady(this.address))) {
      if (started.exitCode !== null) throw new Error(`the server ended with ${started.exitCode}:\n${this.said}`);
      if (Date.now() > deadline) throw new Error(`the server is not ready after ${startingMs / 1000} s:\n${this.said}`);
      await pause(250);
    }
  }

  /** A command of the administrator on this installation, as `scripts/diemcau` runs it; what it wrote. */
  async administer(...command: string[]): Promise<string> {
    const options = { env: this.environment, cwd: this.dataFolder };
    return (await promisify(execFile)('dotnet', [program, ...command], options)).stdout;
  }

  /** Statements on the installation's database, for what else only the passing of time brings about. */
  async sql(...statements: string[]): Promise<void> {
    const [, , , , sockets = ''] = (await readFile(join(this.dataFolder, 'postgres/postmaster.pid'), 'utf8')).split(
      '\n',
    );
    const command = statements.flatMap((statement) => ['-c', statement]);
    await promisify(execFile)('psql', [
      '-h',
      sockets,
      '-U',
      'diemcau',
      '-d',
      'diemcau',
      '-v',
      'ON_ERROR_STOP=1',
      ...command,
    ]);
  }

  /** Ends the process as Ctrl-C does. */
  async interrupt(): Promise<void> {
    await this.end('SIGINT');
  }

  /** Ends the process at once, as a power cut does. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ends the process and deletes its folder. */
  async stop(): Promise<void> {
    await this.interrupt();
    await rm(this.dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const running = this.process;
    this.process = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, 'exit');
    running.kill(signal);
    await Promise.race([ended, pause(stoppingMs).then(() => running.kill('SIGKILL'))]);
  }
}

function isReady(address: string): Promise<boolean> {
  return new Promise((done) => {
    const asked = request(`${address}/health/ready`, { rejectUnauthorized: false, timeout: 10_000 }, (answer) => {
      answer.resume();
      done(answer.statusCode === 200);
    });
    asked.on('error', () => done(false));
    asked.on('timeout', () => asked.destroy());
    asked.end();
  });
}
