import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from './Button';
import { CheckIcon, FaultIcon } from './icons';
import './SayingList.css';
import { type Saying, sayings } from './sayings';

/** Where short words about what was done or refused appear: below the head, so that none lies on the navigation. Once on every page. */
export function SayingList() {
  const said = useSyncExternalStore(sayings.subscribe, sayings.current);
  return (
    <div className="sayings no-print" aria-live="polite">
      {said.map((saying) => (
        <Said key={saying.key} saying={saying} />
      ))}
    </div>
  );
}

/** It goes by itself, and stays while the pointer or the focus rests on it. */
function Said({ saying }: { saying: Saying }) {
  const [isHeld, setHeld] = useState(false);
  const { key, seconds } = saying;
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => sayings.takeBack(key), seconds * 1000);
    return () => clearTimeout(timer);
  }, [isHeld, key, seconds]);
  const Icon = saying.kind === 'success' ? CheckIcon : FaultIcon;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only stays longer.
    <div
      className="saying"
      data-kind={saying.kind}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon />
      <span>{saying.text}</span>
      {saying.act && (
        <Button isSmall onClick={saying.act.onPress}>
          {saying.act.label}
        </Button>
      )}
    </div>
  );
}
