import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Card, judgedOf, problemOf } from './Card';
import { onScale } from './scale';
import { useFigures } from './useFigures';
import type { SelfCheck } from './useSelfCheck';

export function MicrophoneCard({ self }: { self: SelfCheck }) {
  const { state, level } = self;
  const { t } = useTranslation('selfCheck');
  const figures = useFigures();
  const { microphone, problems } = state.measurement;
  const words = microphone && {
    level: figures.whole(microphone.levelDb),
    noise: figures.whole(microphone.noiseDb),
    peak: figures.whole(microphone.peakDb),
  };
  return (
    <Card
      part="microphone"
      items={judgedOf(self, 'soundOut')}
      title={t('part.microphone')}
      progress={state.progress.microphone}
      problem={problemOf(problems, 'microphone')}
    >
      {microphone && words ? (
        <div className="self-check-scale" role="img" aria-label={t('microphone.scale', words)}>
          <i className="is-noise" style={{ width: `${100 * onScale(microphone.noiseDb)}%` }} />
          <i className="is-speech" style={{ width: `${100 * onScale(microphone.levelDb)}%` }} />
          <b style={{ left: `${100 * onScale(microphone.peakDb)}%` }} />
        </div>
      ) : (
        <LiveMeter level={level} isOn={state.progress.microphone === 'running'} />
      )}
      {words && <p>{t('microphone.figures', words)}</p>}
      {microphone && microphone.clippedShare > 0 && (
        <p>{t('microphone.clipped', { share: figures.percent(microphone.clippedShare) })}</p>
      )}
      {microphone?.label && <p className="self-check-label">{microphone.label}</p>}
    </Card>
  );
}

/** Draws itself each frame without React. */
function LiveMeter({ level, isOn }: { level: () => number; isOn: boolean }) {
  const { t } = useTranslation('selfCheck');
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isOn) return;
    let shown = 0;
    let frame = requestAnimationFrame(function draw() {
      shown = Math.max(level(), shown - 0.02);
      bar.current?.style.setProperty('width', `${100 * shown}%`);
      frame = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(frame);
  }, [level, isOn]);
  return (
    <div className="self-check-scale" role="img" aria-label={t('microphone.meter')}>
      <i className="is-speech" ref={bar} style={{ width: 0 }} />
    </div>
  );
}

export function LoudspeakerCard({ self }: { self: SelfCheck }) {
  const { state } = self;
  const { t } = useTranslation('selfCheck');
  const figures = useFigures();
  const { loudspeaker, problems } = state.measurement;
  const heard = loudspeaker?.heardDb ?? null;
  return (
    <Card
      part="loudspeaker"
      items={judgedOf(self, 'soundBack')}
      title={t('part.loudspeaker')}
      progress={state.progress.microphone === 'running' ? 'waiting' : state.progress.loudspeaker}
      problem={problemOf(problems, 'loudspeaker')}
    >
      <svg
        className="self-check-waves"
        viewBox="0 0 120 60"
        aria-hidden="true"
        data-heard={loudspeaker && heard !== null}
      >
        <path d="M8 22h12l16-14v44l-16-14h-12z" />
        {[0, 1, 2].map((n) => (
          <path key={n} className="is-wave" d={`M${48 + 18 * n} ${18 - 4 * n}q10 ${12 + 4 * n} 0 ${24 + 8 * n}`} />
        ))}
      </svg>
      {loudspeaker && (
        <p>
          {heard === null
            ? t('loudspeaker.absent')
            : t('loudspeaker.heard', { heard: figures.whole(heard), delay: figures.whole(loudspeaker.delayMs ?? 0) })}
        </p>
      )}
      {loudspeaker?.label && <p className="self-check-label">{loudspeaker.label}</p>}
    </Card>
  );
}
