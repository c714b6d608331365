import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Unit, unitQuery, unitSearchQuery } from './organisationQueries';
import { wayTo } from './unitRows';

interface UnitPickerProps {
  /** A unit that is not offered: the one that is being changed. */
  without?: string;
  placeholder?: string;
  /** Given by Form.Item, as the following two. */
  id?: string;
  value?: string;
  onChange?: (unitId: string | undefined) => void;
}

const offered = 30;

/** One of thousands of units, looked for by the server as one types, with or without accents; each with its way down the tree. */
export function UnitPicker({ without, placeholder, value, ...field }: UnitPickerProps) {
  const { t } = useTranslation('organisation');
  const [typed, setTyped] = useState('');
  const found = useQuery(unitSearchQuery({ search: useDeferredValue(typed.trim()), pageSize: offered }));
  const chosen = useQuery({ ...unitQuery(value ?? ''), enabled: Boolean(value) }).data?.unit;
  const units: Unit[] = (found.data?.items ?? []).filter(({ id }) => id !== without && id !== chosen?.id);
  return (
    <Select
      {...field}
      value={value}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      placeholder={placeholder ?? t('units.none')}
      notFoundContent={found.isPending ? t('units.searching') : t('nothing')}
      options={(chosen ? [chosen, ...units] : units).map((unit) => ({
        value: unit.id,
        label: unit.name,
        way: wayTo(unit),
      }))}
      optionRender={({ label, data }) => (
        <>
          {label}
          {data.way && <span className="cell-note">{data.way}</span>}
        </>
      )}
    />
  );
}
