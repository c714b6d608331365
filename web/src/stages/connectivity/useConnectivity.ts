import { useCallback, useEffect, useState } from 'react';
import { HttpDoor } from '../../rtc/door';
import { checkSocket, checkWay, type LineResult } from '../../rtc/lineCheck';
import type { CheckedWay, Results } from './verdict';

export interface Connectivity {
  results: Results;
  /** What a firewall would have to let through for the best way. */
  places: string[];
  again: () => void;
}

/** Tries all ways side by side: together they take as long as the slowest. */
export function useConnectivity(): Connectivity {
  const [results, setResults] = useState<Results>({});
  const [places, setPlaces] = useState<string[]>([]);
  const [attempt, setAttempt] = useState(0);
  const again = useCallback(() => setAttempt((before) => before + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is a reason to check again.
  useEffect(() => {
    let current = true;
    setResults({});
    const note = (way: CheckedWay, result: LineResult): void => {
      if (current) setResults((before) => ({ ...before, [way]: result }));
    };
    const door = new HttpDoor(() => document.documentElement.lang || 'vi');
    const ask = (offer: { sdp: string; mid: string }) => door.checkLine(offer);
    void checkSocket(`wss://${window.location.host}/api/media/checks/socket`).then((result) => note('socket', result));
    void door.iceServers().then((servers) => {
      for (const way of ['udp', 'tcp', 'turn', 'turns'] as const) {
        void checkWay(way, servers, ask).then((answer) => {
          if (current && way === 'udp' && answer.places.length > 0) setPlaces(answer.places);
          note(way, answer);
        });
      }
    });
    return () => {
      current = false;
    };
  }, [attempt]);
  return { results, places, again };
}
