import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import './OfflineBar.css';

/** Says on every page that no mail reaches anybody; those who administer the installation read here the ones that were kept. */
export function MailBar({ administers }: { administers: boolean }) {
  const { t } = useTranslation('app');
  return (
    <div className="offline-bar no-print">
      <p>
        {administers ? (
          <Trans t={t} i18nKey="mailOff.administrator" components={{ kept: <Link to="/quan-tri/thu-giu-lai" /> }} />
        ) : (
          t('mailOff.others')
        )}
      </p>
    </div>
  );
}
