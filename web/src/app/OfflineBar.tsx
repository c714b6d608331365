import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import './OfflineBar.css';

function subscribe(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}

/** Says that this computer has no network, for as long as it is so. */
export function OfflineBar() {
  const { t } = useTranslation('app');
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status" className="offline-bar">
      {!online && <p>{t('offline')}</p>}
    </div>
  );
}
