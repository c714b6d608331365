import { useEffect, useRef } from 'react';
import { useLive } from './live';
import styles from './lobby.module.css';

/** Draws itself each frame without React: a bar at 60 Hz is no reason to render a page. */
export function MicrophoneMeter({ label }: { label: string }) {
  const { level } = useLive().local;
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let shown = 0;
    let frame = requestAnimationFrame(function draw() {
      // Up at once, down slowly, as level meters do.
      shown = Math.max(level.read(), shown - 0.02);
      bar.current?.style.setProperty('--level', shown.toFixed(3));
      frame = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(frame);
  }, [level]);
  return (
    <div className={styles.meter} role="img" aria-label={label}>
      <div ref={bar} />
    </div>
  );
}
