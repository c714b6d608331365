import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Server } from './server';

/** GStreamer's webrtcbin in a process of its own. */
export interface GStreamerDoor {
  /** Y, U and V of the middle of each picture that it has decoded so far. */
  readonly pictures: readonly (readonly number[])[];
  /** The status that the door answered its offer with; 0 before. */
  readonly opened: () => number;
  /** Ends the session at the door, then the process; answers the door's status. */
  end(): Promise<number>;
  /** Ends the process, however it fares. */
  kill(): void;
}

/** @param path `/whip/…`: an orange VP8 picture and a tone are published; `/whep/…`: the podium is played. */
export function knockWithGStreamer(
  server: Server,
  path: string,
  token: string,
  codec: 'VP8' | 'H264' = 'VP8',
): GStreamerDoor {
  const script = join(import.meta.dirname, 'gstreamerDoor.py');
  const door = spawn('/usr/bin/python3', [script, path.slice(1, 5), server.address + path, token, codec], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const pictures: number[][] = [];
  let opened = 0;
  let ended = 0;
  let rest = '';
  door.stdout.setEncoding('utf8').on('data', (part: string) => {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [word, status] = line.split(' ');
      if (word === 'opened') opened = Number(status);
      else if (word === 'ended') ended = Number(status);
      else pictures.push(line.split(' ').map(Number));
    }
  });
  return {
    pictures,
    opened: () => opened,
    async end() {
      if (door.exitCode === null) {
        const gone = once(door, 'close');
        door.stdin.end();
        await gone;
      }
      return ended;
    },
    kill: () => door.kill('SIGKILL'),
  };
}
