import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { BrandMark } from '../../ui/BrandMark';
import { HelpLine } from '../../ui/HelpLine';
import './hall.css';
import './texts';
import { LiveSession } from './LiveSession';
import { TypedDoor } from './TypedDoor';
import { typedAgain } from './typedAgain';
import { type Door, useDoor, type Way } from './useDoor';

/**
 * The hall: `/r/:roomId` and `/hop/:meetingId` for people signed in, `/p/:slug` and `/h/:secret` for those with a link, `/vao-hop` for those
 * who type a number or a name with its password.
 */
export function LivePage() {
  const { roomId, slug, meetingId, secret } = useParams();
  const way: Way | null = roomId
    ? { kind: 'room', id: roomId }
    : slug
      ? { kind: 'slug', slug }
      : meetingId
        ? { kind: 'meeting', id: meetingId }
        : secret
          ? { kind: 'link', secret }
          : null;
  return <div className="hall">{way ? <Arrival way={way} /> : <TypedArrival />}</div>;
}

function Arrival({ way }: { way: Way }) {
  const { t } = useTranslation('live');
  const door = useDoor(way);
  if (door.state === 'closed') return <ClosedDoor why={door.why} retry={door.retry} />;
  if (door.state === 'open') return <Hall door={door.door} />;
  return (
    <main className="hall-page" role="status">
      <BrandMark className="mark" />
      <p>{t('door.loading')}</p>
    </main>
  );
}

function TypedArrival() {
  const [door, setDoor] = useState<Door | null>(typedAgain);
  return door ? <Hall door={door} /> : <TypedDoor onFound={setDoor} />;
}

function Hall({ door }: { door: Door }) {
  const { t } = useTranslation('live');
  // Coming back is a new session: new devices, new connection, the same lobby.
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    document.title = `${door.name ?? t('title')} – DiemCau`;
  }, [door, t]);
  return <LiveSession key={turn} door={door} onAgain={() => setTurn(turn + 1)} />;
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
