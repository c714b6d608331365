import type { ConferenceState } from '../../rtc/conferenceState';

export type Trouble = { key: 'hub' | 'hubAndMedia' | 'restart' | 'rejoin'; attempt: number };

/** The fourth attempt comes 3.5 s after the loss; ICE notices a dead path after 2.5 s. */
const promiseAfterAttempt = 4;

/** What to tell about lost connections; null when there is nothing to tell. */
export function troubleOf({ hub, media }: Pick<ConferenceState, 'hub' | 'media'>): Trouble | null {
  if (media.state === 'repairing') {
    return hub.connected
      ? { key: media.step, attempt: media.attempt }
      : { key: 'hubAndMedia', attempt: Math.max(hub.attempt, media.attempt) };
  }
  if (hub.connected) return null;
  // Until the browser has had time to notice a dead path, nothing is promised about sound and picture.
  const mediaGoesOn = media.state === 'connected' && hub.attempt >= promiseAfterAttempt;
  return { key: mediaGoesOn ? 'hub' : 'hubAndMedia', attempt: hub.attempt };
}
