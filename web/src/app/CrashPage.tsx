import { useTranslation } from 'react-i18next';
import { rememberedContacts } from '../api/rememberedContacts';
import { BrandMark } from '../ui/BrandMark';
import { HelpList } from '../ui/HelpList';
import './crash.css';

/** Without Ant Design and without the router: it must show whatever else is broken. */
export function CrashPage({ updated = false }: { updated?: boolean }) {
  const { t } = useTranslation('app');
  return (
    <main className="crash">
      <BrandMark className="crash-mark" />
      <h1>{updated ? t('crash.updatedTitle') : t('crash.title')}</h1>
      <p>{updated ? t('crash.updatedText') : t('crash.text')}</p>
      <p className="crash-actions">
        <button type="button" onClick={() => window.location.reload()}>
          {t('crash.reload')}
        </button>
        <a href="/">{t('crash.home')}</a>
      </p>
      {!updated && <p className="crash-code">{t('crash.code')}</p>}
      <HelpList guide="/huong-dan" contacts={rememberedContacts() ?? []} />
    </main>
  );
}
