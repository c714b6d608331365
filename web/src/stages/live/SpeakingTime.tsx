import { clockTime } from '../../ui/wait';
import { useServerClock, useSnapshot } from './live';

/** For how long somebody has had the floor. */
export function SpeakingTime({ participantId, className }: { participantId: string; className?: string | undefined }) {
  const now = useServerClock();
  const since = useSnapshot().floorSince[participantId];
  if (!since) return null;
  return (
    <time className={className} role="timer">
      {clockTime((now - Date.parse(since)) / 1000)}
    </time>
  );
}
