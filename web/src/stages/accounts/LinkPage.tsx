import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Navigate, useParams } from 'react-router';
import { accountLinkQuery } from './accountLink';
import { DeadLink, type LinkPurpose } from './DeadLink';
import './texts';

const pages: Record<LinkPurpose, string> = {
  activation: '/kich-hoat',
  passwordReset: '/dat-lai-mat-khau',
  firstAdministrator: '/quan-tri-dau-tien',
};

/** The short address that mails carry; where it leads depends on what the link is for. */
export function LinkPage() {
  const { t } = useTranslation('accounts');
  const { token = '' } = useParams();
  const link = useQuery(accountLinkQuery(token));
  if (link.data) return <Navigate to={`${pages[link.data.purpose]}/${token}`} replace />;
  if (link.error) return <DeadLink purpose="activation" state="unknown" email={null} />;
  return (
    <div role="status" aria-label={t('link.checking')}>
      <Skeleton active paragraph={{ rows: 5 }} />
    </div>
  );
}
