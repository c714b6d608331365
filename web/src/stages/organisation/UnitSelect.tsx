import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Unit } from './organisationQueries';
import { folded } from './unitTree';

interface UnitSelectProps {
  units: readonly Unit[];
  /** Given by Form.Item, as the following two. */
  id?: string;
  value?: string;
  onChange?: (unitId: string | undefined) => void;
}

/** One of many units, found by typing with or without accents. */
export function UnitSelect({ units, ...field }: UnitSelectProps) {
  const { t } = useTranslation('organisation');
  return (
    <Select
      {...field}
      allowClear
      showSearch={{ filterOption: (typed, option) => folded(String(option?.label ?? '')).includes(folded(typed)) }}
      placeholder={t('units.none')}
      options={units.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
