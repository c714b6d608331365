import { useTranslation } from 'react-i18next';
import './SkipLink.css';

/** The first stop of the Tab key: over the navigation, to what the page is about. */
export function SkipLink() {
  const { t } = useTranslation('app');
  return (
    <a className="skip-link" href="#content">
      {t('skip')}
    </a>
  );
}
