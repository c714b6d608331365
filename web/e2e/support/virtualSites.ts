import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

const program = join(
  resolve(import.meta.dirname, '../../..'),
  'bench/DiemCau.Bench/bin/Release/net10.0/DiemCau.Bench.dll',
);

type Said = { joined: number } | { refused: string; link: string };

/** Sites without browsers: each comes in by its personal link, over a real transport, and looks and listens until it is cut off. */
export class VirtualSites {
  readonly refused: { refused: string; link: string }[] = [];
  private readonly process: ChildProcessByStdio<Writable, Readable, null>;
  private joined = 0;

  private constructor(process: ChildProcessByStdio<Writable, Readable, null>) {
    this.process = process;
    createInterface({ input: process.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as Said;
      if ('joined' in said) this.joined = said.joined;
      else this.refused.push(said);
    });
  }

  static come(links: readonly string[]): VirtualSites {
    if (!existsSync(program)) throw new Error(`${program} is missing: run dotnet build -c Release first`);
    const started = spawn('dotnet', [program, 'sites'], { stdio: ['pipe', 'pipe', 'inherit'] });
    started.stdin.write(`${links.join('\n')}\n\n`);
    return new VirtualSites(started);
  }

  /** How many have come in so far. */
  get inside(): number {
    return this.joined;
  }

  /** They are cut off. */
  async vanish(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await ended;
  }
}
