import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { BrandMark } from '../../ui/BrandMark';
import { HelpLine } from '../../ui/HelpLine';
import './hall.css';
import './texts';
import { LiveSession } from './LiveSession';
import { useRoomDoor } from './useRoomDoor';

/** The meeting room: `/r/:roomId` for people signed in, `/p/:slug` for guests with a link. */
export function LivePage() {
  const { roomId, slug } = useParams();
  const { t } = useTranslation('live');
  const door = useRoomDoor(roomId ?? null, slug ?? null);
  // Coming back is a new session: new devices, new connection, the same lobby.
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    document.title = `${door.state === 'open' ? (door.room.name ?? t('title')) : t('title')} – DiemCau`;
  }, [door, t]);

  return (
    <div className="hall">
      {door.state === 'loading' && (
        <main className="hall-page" role="status">
          <BrandMark className="mark" />
          <p>{t('door.loading')}</p>
        </main>
      )}
      {door.state === 'closed' && <ClosedDoor why={door.why} retry={door.retry} />}
      {door.state === 'open' && <LiveSession key={turn} door={door.room} onAgain={() => setTurn(turn + 1)} />}
    </div>
  );
}

function ClosedDoor({ why, retry }: { why: 'notFound' | 'unreachable' | 'signIn'; retry: () => void }) {
  const { t } = useTranslation('live');
  return (
    <main className="hall-page">
      <BrandMark className="mark" />
      <h1>{t(`door.${why}Title`)}</h1>
      <p>{t(`door.${why}Text`)}</p>
      <div className="actions">
        {why === 'unreachable' && (
          <button type="button" className="hall-button" data-look="primary" onClick={retry}>
            {t('tryAgain')}
          </button>
        )}
        {why === 'signIn' && (
          <a
            className="hall-button"
            data-look="primary"
            href={`/dang-nhap?ve=${encodeURIComponent(window.location.pathname)}`}
          >
            {t('door.signIn')}
          </a>
        )}
        <a className="hall-button" href="/">
          {t('back')}
        </a>
      </div>
      <HelpLine />
    </main>
  );
}
