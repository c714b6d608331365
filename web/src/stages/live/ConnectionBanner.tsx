import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckIcon, WarningIcon } from '../../ui/icons';
import { useConference } from './live';
import styles from './room.module.css';
import { troubleOf } from './trouble';

/** A first attempt that succeeds within this time is not worth alarming anybody. */
const quietMs = 1200;
const restoredMs = 3000;

/** Says what is being done about a lost connection, and when it is back. */
export function ConnectionBanner() {
  const { t } = useTranslation('live');
  const state = useConference();
  const trouble = troubleOf(state);
  const troubled = trouble !== null;
  const [shown, setShown] = useState<'nothing' | 'trouble' | 'restored'>('nothing');
  useEffect(() => {
    if (troubled) {
      const timer = setTimeout(() => setShown('trouble'), quietMs);
      return () => clearTimeout(timer);
    }
    setShown((before) => (before === 'trouble' ? 'restored' : before));
    const timer = setTimeout(() => setShown('nothing'), restoredMs);
    return () => clearTimeout(timer);
  }, [troubled]);

  return (
    <div role="status" className={styles.bannerPlace}>
      {shown === 'trouble' && trouble && (
        <p className={styles.banner}>
          <WarningIcon />
          {t(`banner.${trouble.key}`, { attempt: trouble.attempt })}
        </p>
      )}
      {shown === 'restored' && (
        <p className={styles.banner} data-look="good">
          <CheckIcon />
          {t('banner.restored')}
        </p>
      )}
    </div>
  );
}
