import { expect, type Page } from '@playwright/test';
import wrtc from '@roamhq/wrtc';
import datachannel from 'node-datachannel';
import { type DoorSession, knock, tokenFor } from './support/doors';
import { Encoder } from './support/encoder';
import { type GStreamerDoor, knockWithGStreamer } from './support/gstreamer';
import { test } from './support/installation';
import { createRoom, registerUnit } from './support/people';
import type { Server } from './support/server';

// The standard doors, opened by stacks whose ICE, DTLS, SDP and RTP are not ours: libwebrtc, libdatachannel and werift in Node.js, GStreamer's
// webrtcbin, and what FFmpeg sends.
test.use({ installation: 'doors' });

const { RTCPeerConnection, MediaStream } = wrtc;
const { RTCVideoSource, RTCVideoSink } = wrtc.nonstandard as unknown as {
  RTCVideoSource: new () => { createTrack(): MediaStreamTrack; onFrame(frame: Frame): void };
  RTCVideoSink: new (track: MediaStreamTrack) => { onframe: (event: { frame: Frame }) => void; stop(): void };
};

interface Frame {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

const quiet = { iceServers: [], disableAutoNegotiation: true };

/** A picture that no default is: orange, as ITU-R BT.601 has it. */
const orange = [158, 52, 184] as const;

/** The same as ffmpeg names it. */
const orangeOfFfmpeg = '0xFF950C';

/** The synchronization source of what libdatachannel publishes. */
const relayed = 0x0d1e_0ca5;

test('libwebrtc and libdatachannel publish by WHIP and play by WHEP, and it is that very picture', async ({
  page,
  mail,
  server,
}) => {
  await registerUnit(page, { mail, server }, 'vanphong@tinh.gov.vn', 'Văn phòng UBND tỉnh');
  const first = await roomNamed(page, 'Truyền dẫn');
  const second = await roomNamed(page, 'Tiếp sóng');
  const open: Array<() => unknown> = [];
  const sessions: DoorSession[] = [];
  try {
    await test.step('libwebrtc publishes, and nobody speaks or presides', async () => {
      const source = new RTCVideoSource();
      const track = source.createTrack();
      const painting = setInterval(() => source.onFrame(painted(320, 180)), 40);
      const publisher = new RTCPeerConnection();
      open.push(
        () => clearInterval(painting),
        () => track.stop(),
        () => publisher.close(),
      );
      publisher.addTransceiver(track, { direction: 'sendonly', streams: [new MediaStream([track])] });
      const token = await tokenFor(server, first, '--publish', '--open', '--name', 'Máy quay lưu động');
      sessions.push(await offer(publisher, server, `/whip/${first}`, token));
      await expect.poll(() => publisher.connectionState).toBe('connected');
    });

    await test.step('libwebrtc plays it', () => seeOrange(server, first, open, sessions));

    await test.step('libdatachannel plays it and publishes it in another room', async () => {
      const player = new datachannel.PeerConnection('player', quiet);
      const publisher = new datachannel.PeerConnection('publisher', quiet);
      open.push(
        () => player.close(),
        () => publisher.close(),
      );
      const outgoing = publisher.addTrack(video('SendOnly'));
      const publish = await tokenFor(server, second, '--publish', '--open', '--name', 'Trạm tiếp sóng');
      sessions.push(await offerOf(publisher, server, `/whip/${second}`, publish));

      const incoming = player.addTrack(video('RecvOnly'));
      incoming.setMediaHandler(new datachannel.RtcpReceivingSession());
      const synchronizationSources = new Set<number>();
      let packets = 0;
      incoming.onMessage((packet) => {
        if ((packet.readUInt8(1) & 0x7f) !== 96) return;
        packets++;
        synchronizationSources.add(packet.readUInt32BE(8));
        packet.writeUInt32BE(relayed, 8);
        if (outgoing.isOpen()) outgoing.sendMessageBinary(packet);
      });
      const play = await tokenFor(server, first, '--play');
      const played = await offerOf(player, server, `/whep/${first}`, play);
      sessions.push(played);
      await expect.poll(() => packets, { message: 'RTP packets that libdatachannel decrypted' }).toBeGreaterThan(50);
      expect([...synchronizationSources].map((ssrc) => played.answer.includes(`a=ssrc:${ssrc} `))).toEqual([true]);

      // What it relays has key frames only when the first room's encoder is asked for them.
      const asking = setInterval(() => incoming.isOpen() && incoming.requestKeyframe(), 500);
      open.push(() => clearInterval(asking));
    });

    await test.step('libwebrtc plays what libdatachannel publishes', () => seeOrange(server, second, open, sessions));

    for (const session of sessions.reverse()) expect(await session.end()).toBeLessThan(300);
  } finally {
    for (const close of open.reverse()) close();
  }
});

test('ffmpeg publishes by werift without any check once media flows, GStreamer plays it and publishes to libwebrtc', async ({
  page,
  mail,
  server,
}) => {
  await registerUnit(page, { mail, server }, 'dai@tinh.gov.vn', 'Đài Phát thanh và Truyền hình');
  const studio = await roomNamed(page, 'Trường quay');
  const hall = await roomNamed(page, 'Hội trường');
  const encoder = new Encoder();
  const doors: GStreamerDoor[] = [];
  const open: Array<() => unknown> = [];
  const sessions: DoorSession[] = [];
  const gstreamer = (path: string, token: string, codec?: 'H264') => {
    const door = knockWithGStreamer(server, path, token, codec);
    doors.push(door);
    return door;
  };
  try {
    await test.step('ffmpeg publishes as its own WHIP does', async () => {
      const token = await tokenFor(server, studio, '--publish', '--open', '--name', 'Bộ mã hóa');
      sessions.push(await encoder.publish(server, `/whip/${studio}`, token, orangeOfFfmpeg));
      await expect.poll(() => encoder.connected).toBe(true);
      encoder.stopChecks();
    });
    const player = gstreamer(`/whep/${studio}`, await tokenFor(server, studio, '--play'), 'H264');
    await test.step('GStreamer plays it', () => showsOrange(player));

    await test.step('GStreamer publishes, and libwebrtc plays it', async () => {
      const token = await tokenFor(server, hall, '--publish', '--open', '--name', 'Bàn dựng');
      const publisher = gstreamer(`/whip/${hall}`, token);
      await expect.poll(publisher.opened).toBe(201);
      await seeOrange(server, hall, open, sessions);
    });

    await test.step('ffmpeg is seen still', () => showsOrange(player));
    for (const door of doors) expect(await door.end()).toBeLessThan(300);
    for (const session of sessions.reverse()) expect(await session.end()).toBeLessThan(300);
  } finally {
    for (const door of doors) door.kill();
    for (const close of open.reverse()) close();
    await encoder.close();
  }
});

/** Another second of pictures is orange in the middle. */
async function showsOrange(player: GStreamerDoor): Promise<void> {
  const since = player.pictures.length;
  await expect
    .poll(() => player.pictures.length - since, { message: 'pictures that GStreamer decoded' })
    .toBeGreaterThan(25);
  for (const [plane, value] of orange.entries()) {
    expect(Math.abs((player.pictures.at(-1)?.[plane] ?? 0) - value)).toBeLessThan(12);
  }
}

async function roomNamed(page: Page, name: string): Promise<string> {
  await createRoom(page, name, 'TruyenDan-8h');
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** Plays a room's podium with libwebrtc until it has decoded a second of it, and looks at the middle of the picture. */
async function seeOrange(
  server: Server,
  room: string,
  open: Array<() => unknown>,
  sessions: DoorSession[],
): Promise<void> {
  const player = new RTCPeerConnection();
  open.push(() => player.close());
  const { receiver } = player.addTransceiver('video', { direction: 'recvonly' });
  player.addTransceiver('audio', { direction: 'recvonly' });
  let frames = 0;
  let middle: number[] = [];
  const sink = new RTCVideoSink(receiver.track);
  open.push(() => sink.stop());
  sink.onframe = ({ frame }) => {
    frames++;
    middle = inTheMiddle(frame);
  };
  sessions.push(await offer(player, server, `/whep/${room}`, await tokenFor(server, room, '--play')));
  await expect.poll(() => frames, { message: 'frames that libwebrtc decoded' }).toBeGreaterThan(25);
  for (const [plane, value] of orange.entries()) expect(Math.abs((middle[plane] ?? 0) - value)).toBeLessThan(12);
}

function video(direction: 'SendOnly' | 'RecvOnly'): InstanceType<typeof datachannel.Video> {
  const line = new datachannel.Video('video', direction);
  line.addVP8Codec(96);
  if (direction === 'SendOnly') line.addSSRC(relayed, 'relay', 'relay', 'relay');
  return line;
}

async function offerOf(
  peer: InstanceType<typeof datachannel.PeerConnection>,
  server: Server,
  path: string,
  token: string,
): Promise<DoorSession> {
  peer.setLocalDescription('offer' as never);
  const session = await knock(server, path, token, peer.localDescription()?.sdp ?? '');
  peer.setRemoteDescription(session.answer, 'answer' as never);
  return session;
}

async function offer(peer: RTCPeerConnection, server: Server, path: string, token: string): Promise<DoorSession> {
  await peer.setLocalDescription(await peer.createOffer());
  const session = await knock(server, path, token, peer.localDescription?.sdp ?? '');
  await peer.setRemoteDescription({ type: 'answer', sdp: session.answer });
  return session;
}

function painted(width: number, height: number): Frame {
  const data = new Uint8ClampedArray((width * height * 3) / 2);
  const pixels = width * height;
  data.fill(orange[0], 0, pixels);
  data.fill(orange[1], pixels, (pixels * 5) / 4);
  data.fill(orange[2], (pixels * 5) / 4);
  return { width, height, data };
}

/** Y, U and V of the point in the middle of an I420 picture. */
function inTheMiddle({ width, height, data }: Frame): number[] {
  const pixels = width * height;
  const chroma = (height >> 2) * (width >> 1) + (width >> 2);
  const at = [(height >> 1) * width + (width >> 1), pixels + chroma, (pixels * 5) / 4 + chroma];
  return at.map((index) => data[index] ?? 0);
}
