import { useTranslation } from 'react-i18next';
import { useTimes } from '../../ui/useTimes';
import type { CheckedSite, TechnicalCheck } from './checkQueries';

/** "Mẫu tổng hợp thông tin" on A4 across; only the printer sees it. */
export function PrintedCheck({ check }: { check: TechnicalCheck }) {
  const { t } = useTranslation('technicalCheck');
  const times = useTimes();
  const columns = ['number', 'site', 'leader', 'technician', 'result', 'checker', 'note'] as const;
  let number = 0;
  return (
    <div className="check-sheet" aria-hidden="true">
      <p>{check.unitName}</p>
      <h1>{t('sheet.title')}</h1>
      <p>{t('sheet.meeting', { title: check.title })}</p>
      {check.startsAt && (
        <p>{t('sheet.when', { time: `${times.clock(check.startsAt)}, ${times.day(check.startsAt)}` })}</p>
      )}
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column}>{t(`sheet.${column}`)}</th>
            ))}
          </tr>
        </thead>
        {check.groups.map((group) => (
          <tbody key={group.unitId}>
            <tr>
              <th colSpan={columns.length}>
                {group.name}:{' '}
                {t('group', {
                  passed: group.counts.passed,
                  count: group.counts.passed + group.counts.failed + group.counts.notChecked,
                })}
              </th>
            </tr>
            {check.sites
              .filter((site) => site.groupId === group.unitId)
              .map((site) => (
                <tr key={site.siteId}>
                  <td>{++number}</td>
                  <td>{site.name}</td>
                  <td>{peopleOf(site, 'leader')}</td>
                  <td>{peopleOf(site, 'technician')}</td>
                  <td>{t(`results.${site.result}`)}</td>
                  <td>{site.at && t('by', { by: site.by, time: times.dateTime(site.at) })}</td>
                  <td>{site.note}</td>
                </tr>
              ))}
          </tbody>
        ))}
      </table>
      <p>{t('sheet.total', check.counts)}</p>
    </div>
  );
}

function peopleOf(site: CheckedSite, role: 'leader' | 'technician'): string {
  return site.people
    .filter((person) => person.role === role)
    .map(({ name, position, phone }) => [name, position, phone].filter(Boolean).join(', '))
    .join('; ');
}
