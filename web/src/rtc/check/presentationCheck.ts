import { HttpDoor } from '../door';
import type { MediaOffer } from '../protocol';
import type { PresentationMeasurement } from './measurement';
import { MeasuringFailed } from './measuringFailed';
import { wait } from './wait';

const seenWithinMs = 8000;

/**
 * Shares a window, as somebody chooses it, and looks whether it comes back from the media engine.
 * @throws MeasuringFailed, or the browser's refusal to share
 */
export async function checkPresentation(signal: AbortSignal): Promise<PresentationMeasurement> {
  const { mediaDevices } = navigator;
  if (!mediaDevices?.getDisplayMedia) throw new MeasuringFailed(isSecureContext ? 'unsupported' : 'insecure');
  const shared = await mediaDevices.getDisplayMedia({ video: { frameRate: { ideal: 15 } }, audio: false });
  const [track] = shared.getVideoTracks();
  const connections: RTCPeerConnection[] = [];
  try {
    if (!track) return { isOffered: false, isSeen: false };
    // Slides stand still, and a still window may give no picture for a long time: a track with a hint gives its last one again.
    track.contentHint = 'detail';
    const door = new HttpDoor(() => navigator.language);
    const iceServers = await door.iceServers();
    const [sending, viewing] = [new RTCPeerConnection({ iceServers }), new RTCPeerConnection({ iceServers })];
    connections.push(sending, viewing);
    const up = sending.addTransceiver(track, { direction: 'sendonly' });
    const down = viewing.addTransceiver('video', { direction: 'recvonly' });
    const begun = await door.measureLine(await offerOf(sending, () => ({ screen: up.mid }), {}));
    if (!begun.ok) throw new MeasuringFailed(begun.problem.status === 429 ? 'noRoom' : 'unreachable');
    await sending.setRemoteDescription({ type: 'answer', sdp: begun.value.answer.sdp });
    const viewed = await door.viewMeasured(
      begun.value.id,
      await offerOf(viewing, () => ({}), { screen: () => down.mid }),
    );
    if (!viewed.ok) throw new MeasuringFailed('unreachable');
    await viewing.setRemoteDescription({ type: 'answer', sdp: viewed.value.answer.sdp });
    let isSeen = false;
    for (let waited = 0; !isSeen && waited < seenWithinMs; waited += 250) {
      await wait(250, signal);
      isSeen = (await framesDecoded(viewing)) > 0;
    }
    return { isOffered: true, isSeen };
  } finally {
    for (const connection of connections) connection.close();
    for (const one of shared.getTracks()) one.stop();
  }
}

async function offerOf(
  connection: RTCPeerConnection,
  send: () => Partial<MediaOffer['send']>,
  receive: { screen?: () => string | null },
): Promise<MediaOffer> {
  await connection.setLocalDescription(await connection.createOffer());
  return {
    sdp: connection.localDescription?.sdp ?? '',
    send: { microphone: null, camera: null, screen: null, ...send() },
    receive: { audio: [], podium: null, screen: receive.screen?.() ?? null, tiles: [] },
  };
}

async function framesDecoded(connection: RTCPeerConnection): Promise<number> {
  let frames = 0;
  for (const stat of (await connection.getStats()).values()) {
    if (stat.type === 'inbound-rtp') frames += stat.framesDecoded ?? 0;
  }
  return frames;
}
