import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { CloseIcon } from './icons';
import styles from './panel.module.css';

interface PanelProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** At the side on wide screens, over the pictures on phones. */
export function Panel({ title, onClose, children }: PanelProps) {
  const { t } = useTranslation('live');
  const id = useId();
  return (
    <aside
      className={styles.panel}
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header className={styles.head}>
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          className="hall-button"
          data-look="plain"
          data-size="icon"
          aria-label={t('close')}
          onClick={onClose}
        >
          <CloseIcon />
        </button>
      </header>
      {children}
    </aside>
  );
}
