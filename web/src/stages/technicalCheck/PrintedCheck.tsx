import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { useTimes } from '../../ui/useTimes';
import { checkItems } from './CheckMatrix';
import type { CheckCounts, CheckedItem, CheckedSite, TechnicalCheck } from './checkQueries';

/** The columns of the form; light and camera positions stand in the note when they have not passed. */
const sheetItems = checkItems.slice(0, 7);

/** "Mẫu tổng hợp thông tin" on A4 across; only the printer sees it. */
export function PrintedCheck({ check }: { check: TechnicalCheck }) {
  const { t } = useTranslation('technicalCheck');
  const times = useTimes();
  const account = useSession().data?.account;
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
            {(['number', 'site', 'leader', 'technician'] as const).map((column) => (
              <th key={column}>{t(`sheet.${column}`)}</th>
            ))}
            {sheetItems.map((item) => (
              <th key={item}>{t(`items.${item}`)}</th>
            ))}
            {(['result', 'checker', 'note'] as const).map((column) => (
              <th key={column}>{t(`sheet.${column}`)}</th>
            ))}
          </tr>
        </thead>
        {check.groups.map((group) => {
          const sites = check.sites.filter((site) => site.groupId === group.unitId);
          return (
            <tbody key={group.unitId}>
              <Totals name={group.name} sites={sites} counts={group.counts} />
              {sites.map((site) => (
                <tr key={site.siteId}>
                  <td>{++number}</td>
                  <td>{site.name}</td>
                  <td>{peopleOf(site, 'leader')}</td>
                  <td>{peopleOf(site, 'technician')}</td>
                  {sheetItems.map((item, place) => {
                    const known = site.items[place];
                    return <td key={item}>{known && isSaid(known) ? t(`results.${known.result}`) : '–'}</td>;
                  })}
                  <td>{t(`results.${site.result}`)}</td>
                  <td>{site.at && t('by', { by: site.by, time: times.dateTime(site.at) })}</td>
                  <td>{site.note}</td>
                </tr>
              ))}
            </tbody>
          );
        })}
        <tbody>
          <Totals name={t('sheet.all', { count: check.sites.length })} sites={check.sites} counts={check.counts} />
        </tbody>
      </table>
      <p>
        {t('sheet.compiled', {
          by: account?.unitName ?? account?.email ?? '',
          time: times.dateTime(new Date().toISOString()),
        })}
      </p>
    </div>
  );
}

interface TotalsProps {
  name: string;
  sites: readonly CheckedSite[];
  counts: CheckCounts;
}

/** Of each column how many have passed of those that it is about. */
function Totals({ name, sites, counts }: TotalsProps) {
  const { t } = useTranslation('technicalCheck');
  return (
    <tr>
      <th colSpan={4}>{name}</th>
      {sheetItems.map((item, place) => {
        const said = sites.map(({ items }) => items[place]).filter((known) => known && isSaid(known));
        const passed = said.filter((known) => known?.result === 'passed').length;
        return <th key={item}>{said.length > 0 && `${passed}/${said.length}`}</th>;
      })}
      <th colSpan={3}>{t('sheet.total', counts)}</th>
    </tr>
  );
}

/** It is asked of the site, or somebody has said something of it. */
function isSaid({ need, result }: CheckedItem): boolean {
  return need === 'required' || result !== 'notChecked';
}

function peopleOf(site: CheckedSite, role: 'leader' | 'technician'): string {
  return site.people
    .filter((person) => person.role === role)
    .map(({ name, position, phone, zalo }) =>
      [name, position, phone, zalo && `Zalo ${zalo}`].filter(Boolean).join(', '),
    )
    .join('; ');
}
