import { request } from 'node:https';
import type { Server } from './server';

/** What one session at a WHIP or WHEP door needs to be ended again. */
export interface DoorSession {
  answer: string;
  end(): Promise<number>;
}

/** A bearer token, as an administrator issues it at the server. */
export async function tokenFor(server: Server, room: string, ...options: string[]): Promise<string> {
  const said = await server.administer('room', 'token', '--room', room, '--json', ...options);
  return (JSON.parse(said) as { token: string }).token;
}

/** RFC 9725: the offer by POST; 201 with the answer and where the session is. */
export async function knock(server: Server, path: string, token: string, offer: string): Promise<DoorSession> {
  const { status, location, body } = await send(server.address + path, 'POST', token, offer);
  if (status !== 201 || !location) throw new Error(`${path} answered ${status}: ${body}`);
  const session = new URL(location, server.address).href;
  return { answer: body, end: async () => (await send(session, 'DELETE', token)).status };
}

function send(
  url: string,
  method: string,
  token: string,
  sdp?: string,
): Promise<{ status: number; location: string | undefined; body: string }> {
  return new Promise((done, failed) => {
    const headers = { authorization: `Bearer ${token}`, ...(sdp && { 'content-type': 'application/sdp' }) };
    const asked = request(url, { method, headers, rejectUnauthorized: false }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        body += part;
      });
      answer.on('end', () => done({ status: answer.statusCode ?? 0, location: answer.headers.location, body }));
    });
    asked.on('error', failed);
    asked.end(sdp);
  });
}
