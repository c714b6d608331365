import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';

const program = resolve(import.meta.dirname, '../../../bench/DiemCau.Bench/bin/Release/net10.0/DiemCau.Bench.dll');
const startingMs = 120_000;

/** Datagrams, all browsers together; "up" is from browsers to the server. */
export interface Totals {
  upPassed: number;
  upLost: number;
  downPassed: number;
  downLost: number;
}

/** A bad line in front of a server's media port; the same seed gives the n-th browser the same fate. */
export class LossyLine {
  readonly port: number;
  private readonly relay: ChildProcess;
  private readonly said: () => string;

  private constructor(relay: ChildProcess, port: number, said: () => string) {
    this.relay = relay;
    this.port = port;
    this.said = said;
  }

  /**
   * @param loss percent of the datagrams, each way
   * @param delay milliseconds, each way
   * @param rate kbit/s each way; without one, as much as comes
   */
  static async lay(mediaPort: number, line: Record<'loss' | 'delay' | 'seed', number> & { rate?: number }) {
    const { loss, delay, seed, rate } = line;
    if (!existsSync(program)) throw new Error(`${program} is missing: dotnet build bench/DiemCau.Bench -c Release`);
    const options = {
      '--to': `127.0.0.1:${mediaPort}`,
      '--loss': loss,
      '--delay': delay,
      '--seed': seed,
      ...(rate && { '--rate': rate }),
    };
    const relay = spawn('dotnet', [program, 'relay', ...Object.entries(options).flat().map(String)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let said = '';
    relay.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const deadline = Date.now() + startingMs;
    while (Date.now() < deadline && relay.exitCode === null) {
      const port = /listening \S+:(\d+)/.exec(said)?.[1];
      if (port) return new LossyLine(relay, Number(port), () => said);
      await pause(50);
    }
    relay.kill();
    throw new Error(`the relay does not listen: ${said}`);
  }

  /** Another line from now on; what the one before has done. */
  async change({ loss, delay }: Record<'loss' | 'delay', number>): Promise<Totals> {
    const changes = () => this.said().split('changed ').length;
    const before = changes();
    this.relay.stdin?.write(`--loss ${loss} --delay ${delay}\n`);
    const deadline = Date.now() + startingMs;
    while (changes() === before) {
      if (Date.now() > deadline) throw new Error(`the relay does not change: ${this.said()}`);
      await pause(50);
    }
    return totalsIn(this.said().split('changed ').at(-1) ?? '');
  }

  /** Ends the relay and says what it has done. */
  async end(): Promise<Totals> {
    if (this.relay.exitCode === null && this.relay.signalCode === null) {
      const ended = once(this.relay, 'close');
      this.relay.kill('SIGINT');
      await ended;
    }
    return totalsIn(this.said().split('RelayTotals').at(-1) ?? '');
  }
}

function totalsIn(said: string): Totals {
  const total = (name: string) => Number(new RegExp(`${name} = (\\d+)`).exec(said)?.[1]);
  return {
    upPassed: total('UpPassed'),
    upLost: total('UpLost'),
    downPassed: total('DownPassed'),
    downLost: total('DownLost'),
  };
}

/**
 * Leads a page's media to a port, before it joins: the answers it gets name that UDP port as the only way to the server.
 * The HTTPS port, by ICE-TCP or TURN, would be a way around a bad line; and where server and browsers share a machine, Chromium
 * prefers it even to a good one, because a TCP connection counts for its network card and UDP for the dearer loopback.
 */
export async function leadTo(port: number, page: Page): Promise<void> {
  const led = (sdp: string): string =>
    sdp
      .split('\r\n')
      .filter((line) => !/^a=candidate:\S+ \d+ tcp /.test(line))
      .map((line) => line.replace(/^(a=candidate:.*) \d+ typ host/, `$1 ${port} typ host`))
      .join('\r\n');
  await page.route('**/api/media/ice-servers', (route) => route.fulfill({ json: { iceServers: [] } }));
  await page.route(/\/(participants|me\/media|me\/rejoin|media\/measurements)$/, async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { answer?: { sdp: string }; iceServers?: unknown[] };
    if (body.iceServers) body.iceServers = [];
    if (body.answer) body.answer.sdp = led(body.answer.sdp);
    await route.fulfill({ response, json: body });
  });
}

/** The port that a page's media is sent to, from its connection's selected pair of candidates. */
export function sendsTo(page: Page): Promise<number | null> {
  return page.evaluate(async () => {
    for (const connection of window.kept ?? []) {
      const report = new Map([...(await connection.getStats()).values()].map((stat) => [stat.id, stat]));
      const transport = [...report.values()].find(({ type }) => type === 'transport');
      const pair = report.get(transport?.selectedCandidatePairId);
      if (pair) return report.get(pair.remoteCandidateId)?.port ?? null;
    }
    return null;
  });
}
