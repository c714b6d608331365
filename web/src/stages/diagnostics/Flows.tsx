import { useTranslation } from 'react-i18next';
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
              <Sent source={source} />
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

function Sent({ source }: { source: Source }) {
  const { t } = useTranslation('diagnostics');
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
  return [name, ...layers, refusal].filter(Boolean).join(' · ');
}

function Received({ slot, from }: { slot: Slot; from: string | undefined }) {
  const { t } = useTranslation('diagnostics');
  const { kind, paused } = slot.slot;
  return [
    t(`slots.${kind}`),
    from,
    slot.codec,
    slot.height > 0 && `${slot.height}p`,
    slot.kbps > 0 && `${slot.kbps} kb/s`,
    paused && t(`pauses.${paused}`),
  ]
    .filter(Boolean)
    .join(' · ');
}
