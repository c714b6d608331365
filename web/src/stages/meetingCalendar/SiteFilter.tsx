import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import './texts';

interface SiteFilterProps {
  value: string | undefined;
  onChange: (siteId: string | undefined) => void;
}

const offered = 30;

/** One of thousands of sites, looked for by the server as one types. */
export function SiteFilter({ value, onChange }: SiteFilterProps) {
  const { t } = useTranslation('meetingCalendar');
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['sites', 'offered', search],
    queryFn: () => answerOf(api.GET('/api/sites', { params: { query: { search, pageSize: offered } } })),
    placeholderData: keepPreviousData,
  });
  const chosen = useQuery({
    queryKey: ['sites', 'one', value],
    queryFn: () => answerOf(api.GET('/api/sites/{id}', { params: { path: { id: value ?? '' } } })),
    enabled: Boolean(value),
  }).data?.summary;
  const sites = (found.data?.items ?? []).filter(({ id }) => id !== chosen?.id);
  return (
    <Select
      size="large"
      allowClear
      aria-label={t('site')}
      placeholder={t('site')}
      value={value}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={(chosen ? [chosen, ...sites] : sites).map(({ id, label }) => ({ value: id, label }))}
      onChange={(site: string | undefined) => onChange(site)}
    />
  );
}
