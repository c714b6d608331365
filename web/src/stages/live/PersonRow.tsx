import { type CSSProperties, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Participant } from '../../rtc/protocol';
import { useDismiss } from '../../ui/useDismiss';
import type { Subject } from './arrangement';
import { Confirm } from './Dialog';
import { HandIcon, MoreIcon } from './icons';
import { useDirects, useIsChair, useLive, useLooksAfter, useSnapshot } from './live';
import { hue, initials } from './names';
import styles from './panel.module.css';
import { QualityMark } from './QualityMark';
import { MicrophoneMark } from './Tile';

interface PersonRowProps {
  participant: Participant;
  pinned: Subject | null;
  onPin: (subject: Subject | null) => void;
}

/** One person in the list; the chair's actions unfold below the name, where a finger and a screen reader find them. */
export function PersonRow({ participant, pinned, onPin }: PersonRowProps) {
  const { t } = useTranslation('live');
  const snapshot = useSnapshot();
  const looksAfter = useLooksAfter(participant);
  const [open, setOpen] = useState(false);
  const id = useId();
  const row = useRef<HTMLLIElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useDismiss(open, () => setOpen(false), row, button);
  // What unfolds at the lower edge of the list would be hidden below it.
  useEffect(() => {
    if (open) row.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const isMe = participant.id === snapshot.you;
  const name = isMe ? t('nameAndYou', { name: participant.displayName }) : participant.displayName;
  const details = [
    participant.site && participant.site.name !== participant.displayName
      ? participant.site.name
      : participant.unitName,
    participant.role === 'member' ? null : t(`role.${participant.site?.isMain ? 'mainSite' : participant.role}`),
    participant.line === 'unknown' ? null : t(`line.${participant.line}`),
  ];
  const isPinned = pinned?.kind === 'camera' && pinned.participantId === participant.id;
  return (
    <li ref={row} className={styles.person} data-participant={participant.id}>
      <div className={styles.row}>
        <span className={styles.face} style={{ '--hue': hue(participant.id) } as CSSProperties} aria-hidden="true">
          {initials(participant.displayName)}
        </span>
        <span className={styles.who}>
          <strong>{name}</strong>
          <span>{details.filter(Boolean).join(' · ')}</span>
          <QualityMark connection={participant.connection} inWords={participant.connection.quality !== 'good'} />
        </span>
        {snapshot.hands.some(({ participantId }) => participantId === participant.id) && (
          <span className={styles.raised}>
            <HandIcon />
          </span>
        )}
        <MicrophoneMark participant={participant} />
        {!isMe && (
          <button
            ref={button}
            type="button"
            className="hall-button"
            data-look="plain"
            data-size="icon"
            aria-expanded={open}
            aria-controls={id}
            aria-label={t('people.actions', { name: participant.displayName })}
            onClick={() => setOpen(!open)}
          >
            <MoreIcon />
          </button>
        )}
      </div>
      {open && (
        <div id={id} className={styles.actions}>
          <button
            type="button"
            className="hall-button"
            onClick={() => onPin(isPinned ? null : { kind: 'camera', participantId: participant.id })}
          >
            {t(isPinned ? 'people.unpin' : 'people.pin')}
          </button>
          {looksAfter && <ChairActions participant={participant} />}
        </div>
      )}
    </li>
  );
}

function ChairActions({ participant }: { participant: Participant }) {
  const { t } = useTranslation('live');
  const live = useLive();
  const snapshot = useSnapshot();
  const directs = useDirects();
  const isChair = useIsChair();
  const [asking, setAsking] = useState<'handOver' | 'remove' | null>(null);
  const { id, displayName: name } = participant;
  const hasFloor = snapshot.floor.includes(id);
  const keptOnPodium = snapshot.podium.pinned && snapshot.podium.participantId === id;
  const button = (label: string, action: () => void, look?: 'danger') => (
    <button type="button" className="hall-button" data-look={look} onClick={action}>
      {label}
    </button>
  );
  return (
    <>
      {participant.mayUnmute && !participant.mutedByChair
        ? button(t('people.mute'), () => void live.ask('Mute', id))
        : button(t('people.allowUnmute'), () => void live.ask('AllowUnmute', id))}
      {directs &&
        (hasFloor
          ? button(t('people.takeFloor'), () => void live.ask('TakeFloor', id))
          : button(t('people.giveFloor'), () => void live.ask('GiveFloor', id)))}
      {directs &&
        (keptOnPodium
          ? button(t('people.podiumOff'), () => void live.ask('SetPodium', null))
          : button(t('people.podium'), () => void live.ask('SetPodium', id)))}
      {isChair && participant.role !== 'guest' && button(t('people.handOver'), () => setAsking('handOver'))}
      {button(t('people.remove'), () => setAsking('remove'), 'danger')}
      {asking === 'handOver' && (
        <Confirm
          title={t('people.handOverConfirm', { name })}
          text={t('people.handOverText')}
          action={t('people.handOver')}
          look="primary"
          onConfirm={() => void live.ask('HandOverChair', id)}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'remove' && (
        <Confirm
          title={t('people.removeConfirm', { name })}
          text={t('people.removeText')}
          action={t('people.remove')}
          look="danger"
          onConfirm={() => void live.remove(id)}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}
