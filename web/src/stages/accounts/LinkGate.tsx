import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../api/problem';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { accountLinkQuery } from './accountLink';
import { DeadLink, type LinkPurpose } from './DeadLink';

interface LinkGateProps {
  token: string;
  purpose: LinkPurpose;
  /** The form behind a link that is still good; `email` is null where the link belongs to no address yet, `unitName` where no unit is known. */
  children: (email: string | null, unitName: string | null) => ReactNode;
}

/** Looks at a link from a mail before showing its form; a dead link says why and offers the next step. */
export function LinkGate({ token, purpose, children }: LinkGateProps) {
  const { t } = useTranslation('accounts');
  const link = useQuery({ ...accountLinkQuery(token), staleTime: Number.POSITIVE_INFINITY });
  if (link.isPending) {
    return (
      <div role="status" aria-label={t('link.checking')}>
        <Skeleton active paragraph={{ rows: 5 }} />
      </div>
    );
  }
  if (link.error) {
    const unknown = link.error instanceof Problem && link.error.status === 404;
    if (unknown) return <DeadLink purpose={purpose} state="unknown" email={null} />;
    return <ErrorNotice error={link.error} onRetry={() => link.refetch()} />;
  }
  if (link.data.purpose !== purpose) return <DeadLink purpose={purpose} state="unknown" email={null} />;
  if (link.data.state !== 'valid') {
    return <DeadLink purpose={purpose} state={link.data.state} email={link.data.email || null} />;
  }
  return children(link.data.email || null, link.data.unitName ?? null);
}
