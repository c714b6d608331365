import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

const user = 'hnth@tinh.gov.vn';
const password = 'mat-khau-thu';
const arrivingMs = 120_000;

export interface Mail {
  to: string;
  /** Its Message-ID: a mail that comes again is the same mail. */
  id: string;
  subject: string;
  /** Headers and all parts, decoded into one readable text. */
  text: string;
}

/** A real SMTP server that insists on STARTTLS and a password, and keeps what it gets. */
export class MailServer {
  readonly received: Mail[] = [];
  private readonly smtp: SMTPServer;

  private constructor() {
    this.smtp = new SMTPServer({
      authMethods: ['PLAIN', 'LOGIN'],
      onAuth: (given, session, done) => {
        const isRight = session.secure && given.username === user && given.password === password;
        if (isRight) done(null, { user });
        else done(new Error('sign in over TLS with the right password'));
      },
      onData: (stream, session, done) => {
        text(stream).then((raw) => {
          for (const { address } of session.envelope.rcptTo) this.received.push({ to: address, ...readable(raw) });
          done();
        }, done);
      },
    });
    // Clients that hang up before STARTTLS are their own affair.
    this.smtp.on('error', () => undefined);
  }

  static async start(): Promise<MailServer> {
    const server = new MailServer();
    server.smtp.listen(0, '127.0.0.1');
    await once(server.smtp.server, 'listening');
    return server;
  }

  /** What the conferencing server has to be told to send through this one. */
  get options(): Record<string, string> {
    const { port } = this.smtp.server.address() as AddressInfo;
    return {
      DIEMCAU_MAIL_SERVER: `localhost:${port}`,
      DIEMCAU_MAIL_USER: user,
      DIEMCAU_MAIL_PASSWORD: password,
      DIEMCAU_MAIL_FROM: `DiemCau <${user}>`,
      DIEMCAU_MAIL_STARTTLS: 'true',
      // The certificate that smtp-server brings along.
      DIEMCAU_MAIL_TRUST_ANY_CERTIFICATE: 'true',
    };
  }

  /** The next mail to an address, after those already taken. Waits for it. */
  async next(to: string): Promise<Mail> {
    const deadline = Date.now() + arrivingMs;
    for (;;) {
      const at = this.received.findIndex((mail) => mail.to === to);
      const [mail] = at < 0 ? [] : this.received.splice(at, 1);
      if (mail) return mail;
      if (Date.now() > deadline) throw new Error(`no mail to ${to} within ${arrivingMs / 1000} s`);
      await pause(100);
    }
  }

  async stop(): Promise<void> {
    await new Promise<void>((done) => this.smtp.close(() => done()));
  }
}

/** The link that a mail carries. */
export function linkIn(mail: Mail): string {
  const link = /https:\/\/\S+\/links\/[\w-]+/.exec(mail.text)?.[0];
  if (!link) throw new Error(`no link in:\n${mail.text}`);
  return link;
}

function readable(raw: string): Omit<Mail, 'to'> {
  const [, id = ''] = /^Message-ID:\s*(\S+)/im.exec(raw) ?? [];
  const [, encoded = ''] = /^Subject: ((?:.*)(?:\r?\n[ \t].*)*)/im.exec(raw) ?? [];
  const subject = encoded
    // Folded between two encoded words, of which the space is no part (RFC 2047 6.2), or at a space, which stays (RFC 5322 2.2.3).
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/\r?\n(?=[ \t])/g, '')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      /b/i.test(kind) ? Buffer.from(word, 'base64').toString() : fromQuotedPrintable(word.replaceAll('_', ' ')),
    );
  // RFC 2045: each part says how it is encoded.
  const text = raw
    .split(/\r?\n--[^\r\n]+\r?\n/)
    .map((part) => {
      const [head = '', body = ''] = part.split(/\r?\n\r?\n([\s\S]*)/);
      if (/^content-transfer-encoding:\s*base64/im.test(head)) return Buffer.from(body, 'base64').toString();
      return /^content-transfer-encoding:\s*quoted-printable/im.test(head) ? fromQuotedPrintable(body) : part;
    })
    .join('\n');
  return { id, subject, text };
}

function fromQuotedPrintable(body: string): string {
  const bytes = body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
