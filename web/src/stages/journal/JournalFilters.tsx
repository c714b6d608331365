import { CloseOutlined, SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { UnitPicker } from '../../ui/UnitPicker';
import type { ListAddress } from '../../ui/useListAddress';
import { addressed, days } from './journalAddress';
import { actionsQuery, type JournalAction } from './journalQueries';
import type { vi } from './texts.vi';

type Area = keyof typeof vi.areas;

/** Areas in the order of a meeting's way; what is not among them is the system's. */
const areas: readonly Area[] = [
  'meeting',
  'notice',
  'preparation',
  'duty',
  'checklist',
  'conference',
  'conference_template',
  'room',
  'site',
  'unit',
  'account',
  'role',
];

const named = ['meeting', 'conference', 'site', 'actor'] as const;

/** Everything by which the journal is narrowed; it stands in the address of the page. */
export function JournalFilters({ address }: { address: ListAddress }) {
  const { t, i18n } = useTranslation('journal');
  const actions = useQuery(actionsQuery(i18n.language)).data ?? [];
  const value = (name: string) => address.params.get(name) ?? undefined;
  const chips = named.filter((what) => value(addressed[`${what}Id`]));
  return (
    <search className="journal-filters no-print">
      <Input
        className="journal-text"
        size="large"
        type="search"
        allowClear
        prefix={<SearchOutlined aria-hidden />}
        aria-label={t('filter.text')}
        placeholder={t('filter.text')}
        value={address.search}
        onChange={(event) => address.look({ tim: event.target.value })}
      />
      <Day name={days.from} label={t('filter.from')} address={address} />
      <Day name={days.to} label={t('filter.to')} address={address} />
      <Select
        size="large"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('filter.action')}
        placeholder={t('filter.allActions')}
        value={value(addressed.action)}
        options={grouped(actions, (area) => t(`areas.${area}`))}
        onChange={(action?: string) => address.look({ [addressed.action]: action ?? '' })}
      />
      <Select
        size="large"
        aria-label={t('filter.severity')}
        value={value(addressed.severity) ?? ''}
        options={[
          { value: '', label: t('severities.info') },
          { value: 'warning', label: t('severities.warning') },
          { value: 'serious', label: t('severities.serious') },
        ]}
        onChange={(severity: string) => address.look({ [addressed.severity]: severity })}
      />
      <UnitPicker
        size="large"
        label={t('filter.unit')}
        placeholder={t('filter.allUnits')}
        value={value(addressed.unitId)}
        onChange={(unit) => address.look({ [addressed.unitId]: unit ?? '' })}
      />
      {chips.map((what) => (
        <Button
          key={what}
          className="journal-chip"
          icon={<CloseOutlined aria-hidden />}
          iconPosition="end"
          aria-label={t('filter.remove', { what: t(`named.${what}`) })}
          onClick={() => address.look({ [addressed[`${what}Id`]]: '' })}
        >
          {t('filter.only', { what: t(`named.${what}`) })}
        </Button>
      ))}
    </search>
  );
}

function Day({ name, label, address }: { name: string; label: string; address: ListAddress }) {
  const day = address.params.get(name);
  return (
    <DatePicker
      size="large"
      format="DD/MM/YYYY"
      aria-label={label}
      placeholder={label}
      value={day ? dayjs(day) : null}
      onChange={(chosen) => address.look({ [name]: chosen ? chosen.format('YYYY-MM-DD') : '' })}
    />
  );
}

/** By area, which can be chosen as a whole. */
function grouped(actions: readonly JournalAction[], nameOf: (area: Area) => string) {
  const areaOf = (action: string): Area => areas.find((area) => action.startsWith(`${area}.`)) ?? 'other';
  return [...areas, 'other' as const].map((area) => ({
    label: nameOf(area),
    title: area,
    options: [
      ...(area === 'other' ? [] : [{ value: area as string, label: nameOf(area) }]),
      ...actions
        .filter(({ action }) => areaOf(action) === area)
        .map(({ action, text }) => ({ value: action, label: text })),
    ],
  }));
}
