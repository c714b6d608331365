import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { keyOf } from './DirectoryTable';
import type { DirectoryEntry } from './directoryQueries';

/** All lines on A4; only the printer sees it. */
export function PrintedDirectory({ people }: { people: readonly DirectoryEntry[] }) {
  const { t } = useTranslation('directory');
  const issuer = useSession().data?.installation.name;
  if (people.length === 0) return null;
  return (
    <div className="directory-sheet" aria-hidden="true">
      <p>{issuer}</p>
      <h1>{t('sheet')}</h1>
      <p className="directory-day">{t('asOf', { date: dayjs().format('DD/MM/YYYY') })}</p>
      <table>
        <thead>
          <tr>
            <th>{t('index')}</th>
            <th>{t('unit')}</th>
            <th>{t('role')}</th>
            <th>{t('name')}</th>
            <th>{t('phone')}</th>
            <th>{t('zalo')}</th>
            <th>{t('email')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person, index) => (
            <tr key={keyOf(person)}>
              <td>{index + 1}</td>
              <td>{person.siteLabel}</td>
              <td>{t(person.role)}</td>
              <td>{[person.name, person.position].filter(Boolean).join(', ')}</td>
              <td>{person.phone}</td>
              <td>{person.zalo}</td>
              <td>{person.email}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
