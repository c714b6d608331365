import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { emptyForm, formOf } from './form';
import { meetingQuery } from './meetingQueries';
import { RegistrationForm } from './RegistrationForm';
import './RegistrationPage.css';
import './texts';

/** "Đăng ký cuộc họp". The address names the draft, so that a reload and another tab come back to it. */
export function RegistrationPage() {
  const { t } = useTranslation('registration');
  const [params, setParams] = useSearchParams();
  const draft = params.get('ban');
  // A draft that began here is not read again: what is typed is newer.
  const [begun, setBegun] = useState<string | null>(null);
  const isOwn = draft === null || draft === begun;
  const meeting = useQuery({
    ...meetingQuery(draft ?? ''),
    enabled: !isOwn,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  const beginning = (id: string) => {
    setBegun(id);
    setParams({ ban: id }, { replace: true });
  };
  if (isOwn) {
    return <RegistrationForm key="new" initial={emptyForm} meeting={null} onBegun={beginning} />;
  }
  if (!meeting.data) {
    return (
      <>
        <PageHeader title={t('form.title')} />
        <ErrorNotice error={meeting.error} onRetry={() => meeting.refetch()} />
        {meeting.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      </>
    );
  }
  return (
    <RegistrationForm key={draft} initial={formOf(meeting.data.content)} meeting={meeting.data} onBegun={beginning} />
  );
}
