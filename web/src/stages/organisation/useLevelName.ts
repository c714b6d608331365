import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { levelsQuery, type Unit } from './organisationQueries';

/** What kind of unit one is, and of which level, in the province's words: "Huyện", "Cơ quan cấp tỉnh", "Cụm". */
export function useLevelName(): (unit: Unit) => string {
  const { t } = useTranslation('organisation');
  const levels = useQuery(levelsQuery).data ?? [];
  return ({ kind, level }) => {
    if (kind === 'group') return t('units.kinds.group');
    const name = levels[level - 1] ?? (level > 0 ? t('units.levelNumber', { level }) : null);
    if (kind === 'authority') return name ?? t('units.kinds.authority');
    return name ? t('units.officeOf', { level: name.toLowerCase() }) : t('units.kinds.office');
  };
}
