import { useTranslation } from 'react-i18next';
import { BrandMark } from '../ui/BrandMark';

/** Shown while a world's code is on its way. */
export function PageWait() {
  const { t } = useTranslation('app');
  return (
    <div className="app-wait" role="status">
      <BrandMark />
      <span className="visually-hidden">{t('loading')}</span>
    </div>
  );
}
