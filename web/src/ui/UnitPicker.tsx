import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/client';
import './UnitPicker.css';
import './texts';

interface UnitPickerProps {
  /** A unit that is not offered: the one that is being changed. */
  without?: string;
  placeholder?: string;
  /** Where no label stands beside it. */
  label?: string;
  size?: 'large';
  /** Whether none may be chosen, too. */
  allowClear?: boolean;
  /** Given by Form.Item, as the following two. */
  id?: string;
  value?: string;
  onChange?: (unitId: string | undefined) => void;
}

const offered = 30;

/** One of thousands of units, looked for by the server as one types, with or without accents; each with its way down the tree. */
export function UnitPicker({ without, placeholder, label, allowClear = true, value, ...field }: UnitPickerProps) {
  const { t } = useTranslation('ui');
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['units', 'offered', search],
    queryFn: () => answerOf(api.GET('/api/units', { params: { query: { search, pageSize: offered } } })),
    placeholderData: keepPreviousData,
  });
  const chosen = useQuery({
    queryKey: ['units', 'one', value],
    queryFn: () => answerOf(api.GET('/api/units/{id}', { params: { path: { id: value ?? '' } } })),
    enabled: Boolean(value),
  }).data?.unit;
  const units = (found.data?.items ?? []).filter(({ id }) => id !== without && id !== chosen?.id);
  return (
    <Select
      {...field}
      value={value}
      allowClear={allowClear}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      {...(label && { 'aria-label': label })}
      placeholder={placeholder ?? t('unitPicker.none')}
      notFoundContent={found.isPending ? t('unitPicker.searching') : t('unitPicker.nothing')}
      options={(chosen ? [chosen, ...units] : units).map(({ id, name, path }) => ({
        value: id,
        label: name,
        way: path.map((above) => above.name).join(' › '),
      }))}
      optionRender={({ label, data }) => (
        <>
          {label}
          {data.way && <span className="unit-way">{data.way}</span>}
        </>
      )}
    />
  );
}
