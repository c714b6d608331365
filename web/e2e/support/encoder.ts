import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters } from 'werift';
import { type DoorSession, knock } from './doors';
import type { Server } from './server';

const h264 = new RTCRtpCodecParameters({
  mimeType: 'video/H264',
  clockRate: 90_000,
  payloadType: 106,
  parameters: 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f',
  rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }],
});
const opus = new RTCRtpCodecParameters({ mimeType: 'audio/opus', clockRate: 48_000, channels: 2, payloadType: 111 });

/**
 * What FFmpeg's own WHIP sends, which Debian's ffmpeg is too old for: ffmpeg encodes and packetises H.264 without B pictures and Opus, and
 * werift carries it. The offer is passive in DTLS, and once media flows no ICE check is sent any more.
 */
export class Encoder {
  private readonly peer = new RTCPeerConnection({
    codecs: { video: [h264], audio: [opus] },
    headerExtensions: { video: [], audio: [] },
  });
  private readonly tracks = [new MediaStreamTrack({ kind: 'video' }), new MediaStreamTrack({ kind: 'audio' })] as const;
  private readonly sockets: Socket[] = [];
  private ffmpeg: ChildProcess | undefined;

  /** Publishes a picture of that colour (as ffmpeg names it) and a tone. */
  async publish(server: Server, path: string, token: string, colour: string): Promise<DoorSession> {
    for (const track of this.tracks) this.peer.addTransceiver(track, { direction: 'sendonly' });
    await this.peer.setLocalDescription(await this.peer.createOffer());
    const offer = this.peer.localDescription?.sdp ?? '';
    const session = await knock(server, path, token, offer.replaceAll('a=setup:actpass', 'a=setup:passive'));
    await this.peer.setRemoteDescription({ type: 'answer', sdp: session.answer });
    const ports: number[] = [];
    for (const track of this.tracks) ports.push(await this.carry(track));
    this.ffmpeg = spawn('ffmpeg', encoding(colour, ports), { stdio: 'ignore' });
    return session;
  }

  get connected(): boolean {
    return this.peer.connectionState === 'connected';
  }

  /** From now on only media is sent. */
  stopChecks(): void {
    for (const { connection } of this.peer.iceTransports) {
      const { queryConsentHandle } = connection as unknown as { queryConsentHandle?: { resolve(): void } };
      if (!queryConsentHandle) throw new Error('werift sends its checks otherwise than it did');
      queryConsentHandle.resolve();
    }
  }

  async close(): Promise<void> {
    this.ffmpeg?.kill('SIGKILL');
    for (const socket of this.sockets) socket.close();
    await this.peer.close();
  }

  /** @returns the UDP port from which RTP goes into the track. */
  private async carry(track: MediaStreamTrack): Promise<number> {
    const socket = createSocket('udp4', (packet) => {
      // RTCP of ffmpeg's own comes to the same port (RFC 5761 section 4): werift sends reports itself.
      const type = packet.readUInt8(1);
      if (this.connected && (type < 192 || type > 223)) track.writeRtp(packet);
    });
    this.sockets.push(socket);
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return (socket.address() as AddressInfo).port;
  }
}

function encoding(colour: string, [video, audio]: number[]): string[] {
  const to = (port: number | undefined) => `rtp://127.0.0.1:${port}?rtcpport=${port}&pkt_size=1200`;
  return [
    ...['-loglevel', 'error', '-re', '-f', 'lavfi', '-i', `color=c=${colour}:s=320x180:r=25`],
    ...['-re', '-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'],
    ...['-map', '0:v', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-profile:v', 'baseline', '-level', '3.1'],
    ...['-preset', 'ultrafast', '-tune', 'zerolatency', '-g', '25', '-payload_type', '106', '-f', 'rtp', to(video)],
    ...['-map', '1:a', '-c:a', 'libopus', '-payload_type', '111', '-f', 'rtp', to(audio)],
  ];
}
