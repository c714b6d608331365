import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { KioskScreen } from './kioskLink';

/** Whom to call, over the whole screen; any key of the remote control goes back. */
export function HelpPhones({ people, onClose }: { people: KioskScreen['helpers']; onClose: () => void }) {
  const { t } = useTranslation('kiosk');
  useEffect(() => {
    // The key that opened it may still be held down.
    const close = (event: KeyboardEvent) => {
      if (event.repeat) return;
      event.preventDefault();
      onClose();
    };
    window.addEventListener('keydown', close);
    return () => window.removeEventListener('keydown', close);
  }, [onClose]);
  return (
    <div className="kiosk-help" role="dialog" aria-modal="true" aria-label={t('help.call')}>
      <h2>{t('help.phones')}</h2>
      {people.length === 0 && <p>{t('help.noPhones')}</p>}
      <ul>
        {people.map(({ name, what, phone }) => (
          <li key={phone}>
            <strong>{phone}</strong>
            <span>{[name, what].filter(Boolean).join(' – ')}</span>
          </li>
        ))}
      </ul>
      <p>{t('help.back')}</p>
    </div>
  );
}
