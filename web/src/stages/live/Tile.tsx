import { type CSSProperties, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Participant } from '../../rtc/protocol';
import { type Subject, slotFor } from './arrangement';
import {
  CrownIcon,
  HandIcon,
  MicrophoneIcon,
  MicrophoneLockedIcon,
  MicrophoneOffIcon,
  PinIcon,
  PodiumIcon,
} from './icons';
import { useConference, useDirects, useIsChair, useLive, useLocal, useSnapshot } from './live';
import { hue, initials } from './names';
import { QualityMark } from './QualityMark';
import { SpeakingTime } from './SpeakingTime';
import styles from './tile.module.css';
import { useTrackStream } from './useStream';
import { VideoView } from './VideoView';

interface TileProps {
  participant: Participant;
  large?: boolean;
  pinned: boolean;
  style?: CSSProperties;
  onPin: (subject: Subject | null) => void;
}

/** One participant: picture or initials, name, microphone, and in words why there is no picture. */
export function Tile({ participant, large = false, pinned, style, onPin }: TileProps) {
  const { t } = useTranslation('live');
  const snapshot = useSnapshot();
  const isMe = participant.id === snapshot.you;
  const [drawn, setDrawn] = useState<MediaStream | null>(null);
  const chosen = usePicture(participant, large);
  // Until its first frame has come a video is black, which looks like a fault.
  const picture =
    chosen.stream && !chosen.covered && drawn !== chosen.stream
      ? { ...chosen, covered: true, why: chosen.why ?? t('tile.paused.waiting') }
      : chosen;
  const speaking = snapshot.activeSpeakerId === participant.id && participant.microphone && !participant.mutedByChair;
  const name = isMe ? t('tile.self') : participant.displayName;
  const hand = snapshot.hands.findIndex(({ participantId }) => participantId === participant.id);
  const onPodium = snapshot.podium.participantId === participant.id && snapshot.podium.pinned;
  const hasFloor = snapshot.floor.includes(participant.id);
  const directs = useDirects();
  const live = useLive();
  return (
    <article
      className={styles.tile}
      style={{ ...style, '--hue': hue(participant.id) } as CSSProperties}
      data-large={large || undefined}
      data-speaking={speaking || undefined}
      data-participant={participant.id}
      aria-label={[name, t(`tile.${microphoneWord(participant)}`), speaking && t('tile.speaking'), picture.why]
        .filter(Boolean)
        .join(', ')}
    >
      {picture.stream && (
        <VideoView stream={picture.stream} className={styles.video} mirrored={isMe} remote={!isMe} onFrame={setDrawn} />
      )}
      {(!picture.stream || picture.covered) && (
        <div className={styles.cover}>
          <span className={styles.initials} aria-hidden="true">
            {initials(participant.displayName)}
          </span>
          {picture.why && <span className={styles.why}>{picture.why}</span>}
        </div>
      )}
      {picture.stream && !picture.covered && picture.why && <p className={styles.meanwhile}>{picture.why}</p>}
      <div className={styles.badges}>
        {hand >= 0 && (
          <span className={styles.hand}>
            <HandIcon />
            <span>{large ? t('tile.hand', { order: hand + 1 }) : hand + 1}</span>
          </span>
        )}
        {onPodium && !hasFloor && (
          <span className={styles.chip} title={t('tile.onPodium')}>
            <PodiumIcon />
            {large && t('tile.onPodium')}
          </span>
        )}
        {hasFloor && (
          <span className={styles.floor}>
            <span>{t('tile.hasFloor')}</span>
            <SpeakingTime participantId={participant.id} />
          </span>
        )}
        {hasFloor && directs && !isMe && (
          <button
            type="button"
            className={styles.stop}
            aria-label={`${t('people.takeFloor')}: ${participant.displayName}`}
            onClick={() => void live.ask('TakeFloor', participant.id)}
          >
            {t('people.takeFloor')}
          </button>
        )}
      </div>
      <footer className={styles.name}>
        <MicrophoneMark participant={participant} />
        {participant.role === 'chair' && (
          <span className={styles.crown} title={t('role.chair')}>
            <CrownIcon />
          </span>
        )}
        <span className={styles.words}>{name}</span>
        <QualityMark connection={participant.connection} onlyBad />
      </footer>
      <button
        type="button"
        className={styles.pin}
        aria-pressed={pinned}
        aria-label={t(pinned ? 'tile.unpin' : 'tile.pin', { name: participant.displayName })}
        onClick={() => onPin(pinned ? null : { kind: 'camera', participantId: participant.id })}
      >
        <PinIcon />
      </button>
    </article>
  );
}

/** Somebody's shared screen, never cut. One's own is described in words: showing it to oneself would mirror without end. */
export function ScreenTile({ participant, style, pinned, onPin }: TileProps) {
  const { t } = useTranslation('live');
  const snapshot = useSnapshot();
  const { streams } = useConference();
  const mine = participant.id === snapshot.you;
  const mid = slotFor(snapshot, { kind: 'screen', participantId: participant.id }, true);
  const stream = (mid && streams.get(mid)) || null;
  const [drawn, setDrawn] = useState<MediaStream | null>(null);
  return (
    <article className={styles.tile} style={style} data-large data-screen>
      {mine ? (
        <div className={styles.cover}>
          <strong>{t('tile.yourScreen')}</strong>
          <span className={styles.why}>{t('tile.yourScreenText')}</span>
        </div>
      ) : (
        <>
          <VideoView stream={stream} className={styles.video} remote onFrame={setDrawn} />
          {(stream === null || drawn !== stream) && (
            <div className={styles.cover}>
              <span className={styles.initials} aria-hidden="true">
                {initials(participant.displayName)}
              </span>
              <span className={styles.why}>{t('tile.paused.waiting')}</span>
            </div>
          )}
        </>
      )}
      <footer className={styles.name}>
        <span className={styles.words}>{t('tile.screenOf', { name: participant.displayName })}</span>
      </footer>
      {!mine && (
        <button
          type="button"
          className={styles.pin}
          aria-pressed={pinned}
          aria-label={t(pinned ? 'tile.unpin' : 'tile.pin', { name: participant.displayName })}
          onClick={() => onPin(pinned ? null : { kind: 'screen', participantId: participant.id })}
        >
          <PinIcon />
        </button>
      )}
    </article>
  );
}

function usePicture(participant: Participant, large: boolean) {
  const { t } = useTranslation('live');
  const snapshot = useSnapshot();
  const isChair = useIsChair();
  const { streams, stalled } = useConference();
  const { cameraTrack } = useLocal();
  const own = useTrackStream(cameraTrack);
  if (participant.id === snapshot.you)
    return { stream: own, covered: false, why: own ? null : t('tile.paused.sourceOff') };

  const state = participant.connection.state;
  const mid = slotFor(snapshot, { kind: 'camera', participantId: participant.id }, large);
  const slot = snapshot.slots.items.find((item) => item.mid === mid);
  const stream = (mid && streams.get(mid)) || null;
  if (state === 'reconnecting') return { stream, covered: stream === null, why: t('tile.paused.reconnecting') };
  if (!participant.camera) return { stream: null, covered: true, why: null };
  if (state === 'joining' || state === 'noMedia') {
    // What keeps somebody from being seen concerns the chair; others need no technical word for it.
    return {
      stream: null,
      covered: true,
      why: t(isChair && state === 'noMedia' ? 'tile.paused.noMedia' : 'tile.paused.joining'),
    };
  }
  if (!stream) return { stream: null, covered: true, why: t('tile.paused.waiting') };
  if (slot?.paused === 'bandwidth') return { stream, covered: true, why: t('tile.paused.bandwidth') };
  if (slot?.paused === 'sourceOff') return { stream: null, covered: true, why: null };
  if (slot?.paused === 'layerOff') return { stream, covered: false, why: t('tile.paused.layerOff') };
  if (mid && stalled.has(mid)) return { stream, covered: false, why: t('tile.paused.stalled') };
  return { stream, covered: false, why: null };
}

export function microphoneWord(participant: Participant): 'microphoneOn' | 'microphoneOff' | 'mutedByChair' {
  if (participant.mutedByChair) return 'mutedByChair';
  return participant.microphone ? 'microphoneOn' : 'microphoneOff';
}

export function MicrophoneMark({ participant }: { participant: Participant }) {
  const { t } = useTranslation('live');
  const word = microphoneWord(participant);
  const Icon =
    word === 'microphoneOn' ? MicrophoneIcon : word === 'mutedByChair' ? MicrophoneLockedIcon : MicrophoneOffIcon;
  return (
    <span className={styles.microphone} data-state={word} title={t(`tile.${word}`)}>
      <Icon />
      <span className="visually-hidden">{t(`tile.${word}`)}</span>
    </span>
  );
}
