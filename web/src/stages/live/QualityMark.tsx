import { useTranslation } from 'react-i18next';
import type { Participant } from '../../rtc/protocol';
import { SignalIcon, SignalWeakIcon } from './icons';
import styles from './tile.module.css';

interface QualityMarkProps {
  connection: Participant['connection'];
  onlyBad?: boolean;
  inWords?: boolean;
}

/** How well somebody is connected and why not better: a sign with its meaning in words, never a colour alone. */
export function QualityMark({ connection, onlyBad = false, inWords = false }: QualityMarkProps) {
  const { t, i18n } = useTranslation('live');
  const { quality, reason, state } = connection;
  if (onlyBad && quality !== 'poor') return null;
  const reasonKey = `quality.reason.${reason ?? ''}`;
  const why = reason && i18n.exists(reasonKey, { ns: 'live' }) ? t(reasonKey as 'quality.reason.loss') : reason;
  const words =
    state === 'connected' ? [t(`quality.${quality}`), why].filter(Boolean).join(': ') : t(`quality.state.${state}`);
  const Icon = quality === 'poor' ? SignalWeakIcon : SignalIcon;
  return (
    <span className={styles.quality} data-quality={state === 'connected' ? quality : 'poor'} title={words}>
      <Icon />
      <span className={inWords ? undefined : 'visually-hidden'}>{words}</span>
    </span>
  );
}
