import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../../ui/useTimes';
import { type MeetingSummary, meetingsQuery } from './meetingQueries';

/** A field that finds an earlier meeting, the latest first. */
export function EarlierMeeting({ label, onChoose }: { label: string; onChoose: (meeting: MeetingSummary) => void }) {
  const { t } = useTranslation('registration');
  const times = useTimes();
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState(false);
  const found = useQuery({
    ...meetingsQuery({ search: useDeferredValue(search.trim()), latest: true, pageSize: 30 }),
    enabled: open,
  });
  return (
    <Select
      aria-label={label}
      placeholder={label}
      value={null}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      onOpenChange={setOpen}
      options={found.data?.items.map((meeting) => ({
        value: meeting.id,
        label: `${meeting.title || t('list.noTitle')}${meeting.startsAt ? ` · ${times.date(meeting.startsAt)}` : ''}`,
      }))}
      onChange={(id) => {
        const meeting = found.data?.items.find((known) => known.id === id);
        if (meeting) onChoose(meeting);
      }}
    />
  );
}
