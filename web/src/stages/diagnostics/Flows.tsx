import { useTranslation } from 'react-i18next';
import { useTimes } from '../../ui/useTimes';
import type { Participant, Slot, Source } from './diagnosticsQueries';
import './diagnostics.css';

interface FlowsProps {
  media: NonNullable<Participant['media']>;
  everybody: readonly Participant[];
}

/** What one participant sends and receives, in words. */
export function Flows({ media, everybody }: FlowsProps) {
  const { t } = useTranslation('diagnostics');
  const filled = media.slots.filter(({ slot }) => slot.participantId);
  const nameOf = (id: string | null | undefined) => everybody.find((participant) => participant.id === id)?.displayName;
  return (
    <div className="flows">
      <div>
        <h3>{t('sends')}</h3>
        <ul>
          {media.sources.length === 0 && <li>{t('nothing')}</li>}
          {media.sources.map((source) => (
            <li key={source.source}>
              <Sent source={source} nameOf={nameOf} />
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h3>{t('receives')}</h3>
        <ul>
          {filled.length === 0 && <li>{t('nothing')}</li>}
          {filled.map((slot) => (
            <li key={slot.slot.mid}>
              <Received slot={slot} from={nameOf(slot.slot.participantId)} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

interface SentProps {
  source: Source;
  nameOf: (id: string | null | undefined) => string | undefined;
}

function Sent({ source, nameOf }: SentProps) {
  const { t } = useTranslation('diagnostics');
  const times = useTimes();
  const layers = source.layers
    .filter(({ flowing }) => flowing)
    .map(({ height, kbps, watched }) =>
      [height > 0 && `${height}p`, `${kbps} kb/s`, !watched && source.source !== 'microphone' && t('unwatched')]
        .filter(Boolean)
        .join(' '),
    );
  const refusal =
    source.refusal === 'Muted' || source.refusal === 'NotAmongLoudest' ? t(`refusals.${source.refusal}`) : null;
  const name = source.source && `${t(`sources.${source.source}`)} ${source.codec}`;
  const { sound, picture } = source;
  const heard = sound?.state && t(`sounds.${sound.state}`, { since: times.clock(sound.since) });
  const echo = sound?.echoOf && t('echo', { name: nameOf(sound.echoOf) ?? '?', delay: sound.echoDelayMs });
  const seen =
    picture?.state &&
    picture.state !== 'moving' &&
    t(`pictures.${picture.state}`, { since: times.clock(picture.since) });
  return [name, ...layers, refusal, heard, echo, seen].filter(Boolean).join(' · ');
}

function Received({ slot, from }: { slot: Slot; from: string | undefined }) {
  const { t, i18n } = useTranslation('diagnostics');
  const { kind, paused } = slot.slot;
  const arrival = slot.arrivalMs != null && {
    seconds: (slot.arrivalMs / 1000).toLocaleString(i18n.language, { maximumFractionDigits: 1 }),
  };
  return [
    t(`slots.${kind}`),
    from,
    slot.codec,
    slot.height > 0 && `${slot.height}p`,
    slot.kbps > 0 && `${slot.kbps} kb/s`,
    paused && t(`pauses.${paused}`),
    arrival && t('arrival', arrival),
  ]
    .filter(Boolean)
    .join(' · ');
}
