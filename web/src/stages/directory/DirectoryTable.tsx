import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { telephoneOf, zaloOf } from '../../ui/calling';
import { StackedTable } from '../../ui/StackedTable';
import type { DirectoryEntry } from './directoryQueries';

interface DirectoryTableProps {
  people: readonly DirectoryEntry[];
  /** How many stand on the pages before. */
  before: number;
}

export function DirectoryTable({ people, before }: DirectoryTableProps) {
  const { t } = useTranslation('directory');
  return (
    <StackedTable<DirectoryEntry>
      className="panel directory-table"
      size="small"
      rowKey={keyOf}
      pagination={false}
      dataSource={[...people]}
      columns={[
        { title: t('index'), width: '4em', align: 'right', render: (_, __, index) => before + index + 1 },
        {
          title: t('name'),
          render: (_, { name, position }) => (
            <>
              <strong>{name}</strong>
              {position && <small>{position}</small>}
            </>
          ),
        },
        { title: t('role'), width: '11em', render: (_, { role }) => t(role) },
        {
          title: t('unit'),
          render: (_, { siteId, siteLabel }) => <Link to={`/diem-cau/${siteId}`}>{siteLabel}</Link>,
        },
        {
          title: t('phone'),
          width: '10em',
          render: (_, { phone }) =>
            phone ? <a href={telephoneOf(phone)}>{phone}</a> : <span className="directory-none">{t('unknown')}</span>,
        },
        {
          title: t('zalo'),
          width: '8em',
          // A name on Zalo cannot be linked to; a number can.
          render: (_, { zalo }) =>
            zalo && /\d{6}/.test(zalo.replace(/\D/g, '')) ? (
              <a href={zaloOf(zalo)} target="_blank" rel="noopener noreferrer" title={zalo}>
                {t('openZalo')}
              </a>
            ) : (
              zalo
            ),
        },
        { title: t('email'), render: (_, { email }) => email && <a href={`mailto:${email}`}>{email}</a> },
      ]}
    />
  );
}

export function keyOf({ siteId, place }: DirectoryEntry): string {
  return `${siteId} ${place}`;
}
