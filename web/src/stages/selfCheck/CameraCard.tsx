import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Card, judgedOf, problemOf } from './Card';
import { useFigures } from './useFigures';
import { type SelfCheck, useBlobAddress } from './useSelfCheck';

export function CameraCard({ self }: { self: SelfCheck }) {
  const { state, video } = self;
  const { t } = useTranslation('selfCheck');
  const figures = useFigures();
  const still = useBlobAddress(state.still);
  const { camera, problems } = state.measurement;
  const isLive = state.progress.camera === 'running';
  // The element outlives what React draws: the check looks at it.
  const hold = useCallback((place: HTMLDivElement | null) => void place?.append(video), [video]);
  return (
    <Card
      part="camera"
      items={judgedOf(self, 'picture', 'light')}
      title={t('part.camera')}
      progress={state.progress.camera}
      problem={problemOf(problems, 'camera')}
    >
      <div className="self-check-picture">
        <div ref={hold} hidden={!isLive} />
        {!isLive && still && <img src={still} alt={t('camera.picture')} />}
      </div>
      {camera && (
        <p>
          {t('camera.figures', {
            width: camera.width,
            height: camera.height,
            rate: figures.one(camera.framesPerSecond),
            brightness: figures.percent(camera.brightness),
          })}
        </p>
      )}
      {camera?.isBlack && <p>{t('camera.black')}</p>}
      {camera?.isFrozen && !camera.isBlack && <p>{t('camera.frozen')}</p>}
      {camera?.label && <p className="self-check-label">{camera.label}</p>}
    </Card>
  );
}
