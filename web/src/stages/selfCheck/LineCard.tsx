import { useTranslation } from 'react-i18next';
import { Card, judgedOf, problemOf } from './Card';
import { mostKbps, rateOnScale } from './scale';
import { useFigures } from './useFigures';
import type { SelfCheck } from './useSelfCheck';

export function LineCard({ self }: { self: SelfCheck }) {
  const { state } = self;
  const { t } = useTranslation('selfCheck');
  const figures = useFigures();
  const { line, problems } = state.measurement;
  const rate = (kbps: number): string =>
    t(kbps >= mostKbps ? 'line.atLeast' : 'line.rate', { value: figures.one(kbps / 1000) });
  return (
    <Card
      part="line"
      items={judgedOf(self, 'line', 'backupLine')}
      title={t('part.line')}
      progress={state.progress.line}
      problem={problemOf(problems, 'line')}
    >
      {(['up', 'down'] as const).map((direction) => {
        const kbps = line && (direction === 'up' ? line.upKbps : line.downKbps);
        const words = kbps === null ? t('state.waiting') : rate(kbps);
        return (
          <div key={direction} className="self-check-rate" data-direction={direction} data-kbps={kbps ?? undefined}>
            <span aria-hidden="true">{direction === 'up' ? '↑' : '↓'}</span>
            <div
              className="self-check-scale"
              role="img"
              aria-label={t('line.picture', { direction: t(`line.${direction}`), rate: words })}
            >
              <i className="is-speech" style={{ width: `${kbps === null ? 0 : 100 * rateOnScale(kbps)}%` }} />
            </div>
            <p className="self-check-words">{`${t(`line.${direction}`)} ${kbps === null ? '–' : words}`}</p>
          </div>
        );
      })}
      {line && (
        <>
          <p>
            {t('line.figures', {
              trip: figures.whole(line.roundTripMs),
              jitter: figures.whole(line.jitterMs),
              up: figures.percent(line.lossUp),
              down: figures.percent(line.lossDown),
            })}
          </p>
          <p className="self-check-label">{t(`line.way.${line.way}`)}</p>
        </>
      )}
    </Card>
  );
}
