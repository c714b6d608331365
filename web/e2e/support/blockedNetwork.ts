import { createSocket, type Socket as Datagrams, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

const tlsHandshake = 22;

/**
 * A site's firewall: the announced UDP port swallows what comes, and the HTTPS port is reached through it alone, connection by
 * connection, as a proxy that does not end TLS passes them.
 */
export class BlockedNetwork {
  readonly httpsPort: number;
  readonly udpPort: number;
  /** Datagrams that tried to get through. */
  swallowed = 0;
  /** Only TLS passes; whatever else speaks on the port is cut off. */
  tlsOnly = false;
  /** The server's media port, once UDP is let through; until then datagrams are swallowed. */
  mediaPort: number | null = null;
  private readonly gate: Server;
  private readonly hole: Datagrams;
  private readonly open = new Set<Socket>();
  private readonly lines = new Map<string, Datagrams>();

  private constructor(gate: Server, hole: Datagrams) {
    this.gate = gate;
    this.hole = hole;
    this.httpsPort = (gate.address() as AddressInfo).port;
    this.udpPort = hole.address().port;
    hole.on('message', (datagram, from) => {
      if (this.mediaPort === null) this.swallowed++;
      else this.lineOf(from).send(datagram, this.mediaPort, '127.0.0.1');
    });
  }

  static async raise(): Promise<BlockedNetwork> {
    const hole = createSocket('udp4');
    hole.bind(0, '127.0.0.1');
    // Both families: "localhost" may be either.
    const gate = createServer().listen(0, '::');
    await Promise.all([once(hole, 'listening'), once(gate, 'listening')]);
    return new BlockedNetwork(gate, hole);
  }

  /** Lets connections through to the server's HTTPS port. */
  leadTo(port: number): void {
    this.gate.on('connection', (inside) => {
      this.hold(inside);
      inside.once('data', (first) => {
        inside.pause();
        if (this.tlsOnly && first[0] !== tlsHandshake) {
          inside.destroy();
          return;
        }
        const outside = connect(port, '127.0.0.1');
        this.hold(outside);
        outside.write(first);
        inside.pipe(outside).pipe(inside);
        inside.on('close', () => outside.destroy());
        outside.on('close', () => inside.destroy());
      });
    });
  }

  async end(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    for (const line of this.lines.values()) line.close();
    this.hole.close();
    this.gate.close();
    await once(this.gate, 'close');
  }

  /** Each client keeps a port of its own towards the server, as address translation gives it. */
  private lineOf({ address, port }: RemoteInfo): Datagrams {
    const client = `${address}:${port}`;
    const known = this.lines.get(client);
    if (known) return known;
    const line = createSocket('udp4');
    line.on('message', (datagram) => this.hole.send(datagram, port, address));
    this.lines.set(client, line);
    return line;
  }

  private hold(socket: Socket): void {
    this.open.add(socket);
    socket.setNoDelay();
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.open.delete(socket));
  }
}
