import { clockOffset, type DateSeen } from './clock';
import { wait } from './wait';

const asks = 5;
/** No part of a second, so that the answers fall on different places of the server's. */
const everyMs = 330;
const patienceMs = 4000;

/** Asks the server's time a few times; null: it cannot be reached, or tells none. */
export async function measureClock(signal: AbortSignal): Promise<number | null> {
  const seen: DateSeen[] = [];
  for (let n = 0; n < asks; n++) {
    const sentAtMs = Date.now();
    const date = await fetch('/api/media/ice-servers', {
      cache: 'no-store',
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    }).then(
      (answer) => answer.headers.get('Date'),
      () => null,
    );
    const dateMs = Date.parse(date ?? '');
    if (Number.isFinite(dateMs)) seen.push({ sentAtMs, receivedAtMs: Date.now(), dateMs });
    await wait(everyMs, signal);
  }
  return clockOffset(seen);
}
