import { useTranslation } from 'react-i18next';
import { CopyWords } from './CopyWords';
import { Dialog } from './Dialog';
import styles from './dialog.module.css';
import type { Door } from './useDoor';
import { useInvitation } from './useInvitation';

/** What to send to somebody who is missing, from inside the meeting. */
export function InviteDialog({ door, onClose }: { door: Door; onClose: () => void }) {
  const { t } = useTranslation('live');
  const { link, text } = useInvitation(door);
  return (
    <Dialog title={t('invite.title')} light onClose={onClose}>
      <p className={styles.invitation}>{text}</p>
      <div className={styles.actions}>
        <CopyWords words={link} label={t('tile.copyLink')} />
        <CopyWords words={text} label={t('invite.copy')} primary />
      </div>
    </Dialog>
  );
}
