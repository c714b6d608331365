import type { IceServer } from './protocol';
import { readSample } from './statistics';
import type { Way } from './way';

export interface LineResult {
  works: boolean;
  /** From the offer to an encrypted connection; null when there is none. */
  connectMs: number | null;
  /** There and back. */
  rttMs: number | null;
}

export interface LineAnswer extends LineResult {
  /** Addresses and ports that a firewall would have to let through, such as `udp 10.1.2.3:10000`. */
  places: string[];
}

const failed: LineResult = { works: false, connectMs: null, rttMs: null };

/** A relay takes four round trips to get ready and DTLS two; a line on which that takes longer carries no meeting. */
const patienceMs = 8000;
const stepMs = 100;
const echoes = 3;

/** Connects to the media engine by one way only and measures it. `ask` brings the server's answer to an offer. */
export async function checkWay(
  way: Way,
  servers: readonly IceServer[],
  ask: (offer: { sdp: string; mid: string }) => Promise<{ sdp: string }>,
): Promise<LineAnswer> {
  const relayed = way === 'turn' || way === 'turns';
  const connection = new RTCPeerConnection({
    bundlePolicy: 'max-bundle',
    iceServers: relayed ? only(way, servers) : [],
    iceTransportPolicy: relayed ? 'relay' : 'all',
  });
  try {
    const began = performance.now();
    const { mid } = await offerAudio(connection);
    const answer = await ask({ sdp: connection.localDescription?.sdp ?? '', mid });
    const protocol = way === 'tcp' ? 'tcp' : 'udp';
    const places = placesOf(answer.sdp, protocol);
    await connection.setRemoteDescription({ type: 'answer', sdp: withCandidates(answer.sdp, protocol) });
    while (performance.now() - began < patienceMs) {
      if (connection.connectionState === 'connected') {
        const connectMs = Math.round(performance.now() - began);
        const { rttMs } = readSample((await connection.getStats()).values(), 0);
        return { works: true, connectMs, rttMs, places };
      }
      if (connection.connectionState === 'failed') break;
      await new Promise((resolve) => setTimeout(resolve, stepMs));
    }
    return { ...failed, places };
  } catch {
    return { ...failed, places: [] };
  } finally {
    connection.close();
  }
}

/** Opens a WebSocket, as the control channel of a meeting is one, and measures it. */
export function checkSocket(url: string): Promise<LineResult> {
  return new Promise((resolve) => {
    const began = performance.now();
    const trips: number[] = [];
    let opened = 0;
    let sentAt = 0;
    const socket = new WebSocket(url);
    const end = (result: LineResult): void => {
      clearTimeout(patience);
      socket.close();
      resolve(result);
    };
    const patience = setTimeout(() => end(failed), patienceMs);
    const say = (): void => {
      sentAt = performance.now();
      socket.send('?');
    };
    socket.onopen = () => {
      opened = performance.now() - began;
      say();
    };
    socket.onmessage = () => {
      trips.push(performance.now() - sentAt);
      if (trips.length < echoes) say();
      else end({ works: true, connectMs: Math.round(opened), rttMs: Math.round(Math.min(...trips)) });
    };
    socket.onerror = () => end(failed);
  });
}

async function offerAudio(connection: RTCPeerConnection): Promise<{ mid: string }> {
  const transceiver = connection.addTransceiver('audio', { direction: 'recvonly' });
  await connection.setLocalDescription(await connection.createOffer());
  return { mid: transceiver.mid ?? '0' };
}

function only(way: 'turn' | 'turns', servers: readonly IceServer[]): IceServer[] {
  return servers.map((server) => ({ ...server, urls: server.urls.filter((url) => url.startsWith(`${way}:`)) }));
}

/** `a=candidate:1 1 udp 2130706431 10.1.2.3 10000 typ host` */
const candidate = /^a=candidate:\S+ \d+ (\S+) \d+ (\S+) (\d+) .*$/;

export function withCandidates(sdp: string, protocol: 'udp' | 'tcp'): string {
  return sdp
    .split('\r\n')
    .filter((line) => (candidate.exec(line)?.[1]?.toLowerCase() ?? protocol) === protocol)
    .join('\r\n');
}

export function placesOf(sdp: string, protocol: 'udp' | 'tcp'): string[] {
  return sdp
    .split('\r\n')
    .map((line) => candidate.exec(line))
    .filter((match) => match?.[1]?.toLowerCase() === protocol)
    .map(
      (match) => `${protocol.toUpperCase()} ${match?.[2]?.includes(':') ? `[${match[2]}]` : match?.[2]}:${match?.[3]}`,
    );
}
