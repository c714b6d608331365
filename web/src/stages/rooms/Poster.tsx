import { useTranslation } from 'react-i18next';
import { qrAddress } from './qrAddress';
import type { Room } from './roomQueries';

/** What the room's page prints: one A4 sheet to hang on a door or to put into an envelope. */
export function Poster({ room }: { room: Room }) {
  const { t } = useTranslation('rooms');
  return (
    <div className="poster" aria-hidden="true">
      <p className="poster-kicker">{t('room.posterKicker')}</p>
      <p className="poster-name">{room.name}</p>
      <p className="poster-unit">{room.unitName}</p>
      <img src={qrAddress(room.id)} alt="" />
      <p>{t('room.posterScan')}</p>
      <p className="poster-link">{room.link}</p>
      <ol>
        <li>{t('room.posterSteps.name')}</li>
        <li>{t('room.posterSteps.password')}</li>
        <li>{t('room.posterSteps.check')}</li>
      </ol>
    </div>
  );
}
