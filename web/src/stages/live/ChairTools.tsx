import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from './Dialog';
import { isHeldByMode, useLive, useSnapshot } from './live';
import styles from './panel.module.css';

/** What the chair decides for the whole room, below the people: one button always, settings folded. */
export function ChairTools() {
  const { t } = useTranslation('live');
  const live = useLive();
  const snapshot = useSnapshot();
  const { selfUnmute, locked, waitingRoom, session } = snapshot;
  const [opening, setOpening] = useState(false);
  const [unfolded, setUnfolded] = useState(false);
  const id = useId();
  return (
    <section className={styles.chair} aria-label={t('chair.title')}>
      {session && session.openedAt === null && (
        <button type="button" className="hall-button" data-look="primary" onClick={() => setOpening(true)}>
          {t('session.open')}
        </button>
      )}
      {opening && (
        <Confirm
          title={t('session.openConfirm')}
          text={t('session.openText')}
          action={t('session.open')}
          look="primary"
          onConfirm={() => void live.ask('OpenSession')}
          onClose={() => setOpening(false)}
        />
      )}
      <div className={styles.chairRow}>
        <button type="button" className="hall-button" onClick={() => void live.ask('MuteAll')}>
          {t('chair.muteAll')}
        </button>
        <button
          type="button"
          className="hall-button"
          aria-expanded={unfolded}
          aria-controls={id}
          onClick={() => setUnfolded(!unfolded)}
        >
          {t('chair.settings')}
          <span className={styles.arrow} aria-hidden="true" />
        </button>
      </div>
      {unfolded && (
        <div id={id} className={styles.settings}>
          {isHeldByMode(snapshot) ? (
            <p className="hall-hint">{t('chair.lockedByMode')}</p>
          ) : (
            <Switch
              label={t('chair.lockUnmute')}
              hint={t('chair.lockUnmuteHint')}
              on={!selfUnmute}
              onChange={(on) => void live.ask('SetSelfUnmute', !on)}
            />
          )}
          <Switch
            label={t('chair.lockRoom')}
            hint={t('chair.lockRoomHint')}
            on={locked}
            onChange={(on) => void live.ask('SetLocked', on)}
          />
          <Switch
            label={t('chair.waitingRoom')}
            hint={t('chair.waitingRoomHint')}
            on={waitingRoom}
            onChange={(on) => void live.ask('SetWaitingRoom', on)}
          />
        </div>
      )}
    </section>
  );
}

interface SwitchProps {
  label: string;
  hint: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

/** Shows what the server says, not what was pressed: it moves when the room has changed. */
function Switch({ label, hint, on, onChange }: SwitchProps) {
  const id = useId();
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-hint`}
      className={styles.switch}
      onClick={() => onChange(!on)}
    >
      <span>
        <strong id={`${id}-label`}>{label}</strong>
        <span id={`${id}-hint`} className="hall-hint">
          {hint}
        </span>
      </span>
      <span className={styles.knob} aria-hidden="true" />
    </button>
  );
}
