import { HttpDoor, type LineSeen } from '../door';
import type { MediaOffer } from '../protocol';
import { wayOf } from '../way';
import { figuresOf, type LineMoment, readMoment, share } from './lineFigures';
import { paintNoise } from './measuredPicture';
import { type LineMeasurement, lineWay } from './measurement';
import { MeasuringFailed } from './measuringFailed';
import { wait } from './wait';

/** A relay takes four round trips and DTLS two. */
const connectingMs = 5000;
/** The engine probes for six seconds from the first packet on; the browser's estimate has settled by then, too. */
const probingMs = 6300;
/** Of what is lost a fiftieth is told from a hundredth by a few hundred packets. */
const countingMs = 4500;
const lookEveryMs = 500;

/** What one picture in a meeting and a shared screen need together; as the engine asks downwards. */
const mostKbps = 5000;

/** A connection that is for measuring alone: noise goes up at the rate that the browser believes in, padding comes down. */
export async function measureLine(canvas: HTMLCanvasElement, signal: AbortSignal): Promise<LineMeasurement> {
  if (typeof RTCPeerConnection === 'undefined') throw new MeasuringFailed('unsupported');
  const door = new HttpDoor(() => navigator.language);
  const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle', iceServers: await door.iceServers() });
  const picture = paintNoise(canvas);
  try {
    const id = await connect(connection, picture.track, door, signal);
    const began = performance.now();
    await wait(probingMs, signal);
    const before = await seenBy(door, id);
    const moments: LineMoment[] = [];
    for (let looked = 0; looked <= countingMs; looked += lookEveryMs) {
      moments.push(readMoment((await connection.getStats()).values(), performance.now()));
      await wait(lookEveryMs, signal);
    }
    const way = wayOf((await connection.getStats()).values());
    const after = await seenBy(door, id);
    const figures = figuresOf(moments, after.arrivedKbps ?? 0, mostKbps);
    if (!way || !figures || after.downKbps === null) throw new MeasuringFailed('noConnection');
    return {
      way: lineWay(way),
      ...figures,
      downKbps: after.downKbps,
      lossDown: share(after.packetsLost - before.packetsLost, after.packets - before.packets),
      seconds: Math.round((performance.now() - began) / 100) / 10,
    };
  } finally {
    picture.stop();
    connection.close();
  }
}

/** @returns what the server calls this measurement */
async function connect(
  connection: RTCPeerConnection,
  track: MediaStreamTrack | null,
  door: HttpDoor,
  signal: AbortSignal,
): Promise<string> {
  const up = connection.addTransceiver(track ?? 'video', {
    direction: 'sendonly',
    sendEncodings: [{ maxBitrate: mostKbps * 1000 }],
  });
  const down = connection.addTransceiver('video', { direction: 'recvonly' });
  await connection.setLocalDescription(await connection.createOffer());
  const offer: MediaOffer = {
    sdp: connection.localDescription?.sdp ?? '',
    send: { microphone: null, camera: up.mid, screen: null },
    receive: { audio: [], podium: down.mid, screen: null, tiles: [] },
  };
  const begun = await door.measureLine(offer);
  signal.throwIfAborted();
  if (!begun.ok) throw new MeasuringFailed(begun.problem.status === 429 ? 'noRoom' : 'unreachable');
  await connection.setRemoteDescription({ type: 'answer', sdp: begun.value.answer.sdp });
  await keepSize(up.sender);
  for (let waited = 0; connection.connectionState !== 'connected'; waited += 50) {
    if (waited > connectingMs || connection.connectionState === 'failed') throw new MeasuringFailed('noConnection');
    await wait(50, signal);
  }
  return begun.value.id;
}

/** A smaller picture would carry less than the line. */
async function keepSize(sender: RTCRtpSender): Promise<void> {
  const parameters = sender.getParameters();
  parameters.degradationPreference = 'maintain-resolution';
  await sender.setParameters(parameters).catch(() => undefined);
}

async function seenBy(door: HttpDoor, id: string): Promise<LineSeen> {
  const seen = await door.lineMeasured(id);
  if (!seen.ok) throw new MeasuringFailed('unreachable');
  return seen.value;
}
