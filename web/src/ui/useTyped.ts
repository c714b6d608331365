import { useEffect, useRef, useState } from 'react';

/**
 * What is typed into a field whose words stand in the page's address. The address follows when the router finds time, so the field
 * shows its own letters; what the address says otherwise, as after "back" or "clear", it takes over.
 */
export function useTyped(inAddress: string, change: (typed: string) => void): [string, (typed: string) => void] {
  const [typed, setTyped] = useState(inAddress);
  const sent = useRef<string[]>([]);
  useEffect(() => {
    const own = sent.current.indexOf(inAddress);
    sent.current = own < 0 ? [] : sent.current.slice(own + 1);
    if (own < 0) setTyped(inAddress);
  }, [inAddress]);
  return [
    typed,
    (next) => {
      sent.current.push(next);
      setTyped(next);
      change(next);
    },
  ];
}
