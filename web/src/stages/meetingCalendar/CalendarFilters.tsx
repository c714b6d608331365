import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { kinds, stages } from '../../ui/meeting/stages';
import '../../ui/meeting/texts';
import { UnitPicker } from '../../ui/UnitPicker';
import { SiteFilter } from './SiteFilter';
import './texts';

interface CalendarFiltersProps {
  params: URLSearchParams;
  look: (changes: Record<string, string>) => void;
}

/** What the calendar is narrowed down to; it stands in the address. */
export function CalendarFilters({ params, look }: CalendarFiltersProps) {
  const { t } = useTranslation('meetingCalendar');
  const words = useTranslation('meeting').t;
  const names = ['don-vi', 'diem-cau', 'trang-thai', 'loai'];
  return (
    <search className="calendar-filters no-print" aria-label={t('filters')}>
      <UnitPicker
        placeholder={t('unit')}
        label={t('unit')}
        size="large"
        value={params.get('don-vi') ?? undefined}
        onChange={(unit) => look({ 'don-vi': unit ?? '' })}
      />
      <SiteFilter value={params.get('diem-cau') ?? undefined} onChange={(site) => look({ 'diem-cau': site ?? '' })} />
      <Select
        size="large"
        aria-label={t('stage')}
        value={params.get('trang-thai') ?? ''}
        options={[
          { value: '', label: t('allStages') },
          ...stages.map((stage) => ({ value: stage, label: words(`stages.${stage}`) })),
        ]}
        onChange={(stage) => look({ 'trang-thai': stage })}
      />
      <Select
        size="large"
        aria-label={t('kind')}
        value={params.get('loai') ?? ''}
        options={[
          { value: '', label: t('allKinds') },
          ...kinds.map((kind) => ({ value: kind, label: words(`kinds.${kind}`) })),
        ]}
        onChange={(kind) => look({ loai: kind })}
      />
      {names.some((name) => params.get(name)) && (
        <Button size="large" onClick={() => look(Object.fromEntries(names.map((name) => [name, ''])))}>
          {t('clear')}
        </Button>
      )}
    </search>
  );
}
