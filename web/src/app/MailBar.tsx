import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import './OfflineBar.css';

/** Tells those who administer the installation that no mail reaches anybody. */
export function MailBar() {
  const { t } = useTranslation('app');
  return (
    <div className="offline-bar no-print">
      <p>
        <Trans t={t} i18nKey="mailOff" components={{ kept: <Link to="/quan-tri/thu-giu-lai" /> }} />
      </p>
    </div>
  );
}
