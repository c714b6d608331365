import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState';
import { PageHeader } from '../../ui/PageHeader';
import { SearchableList } from '../../ui/SearchableList';
import { UnitPicker } from '../../ui/UnitPicker';
import { pageSize, useListAddress } from '../../ui/useListAddress';
import { useSaying } from '../../ui/useSaying';
import { DirectoryTable } from './DirectoryTable';
import './directory.css';
import {
  type DirectoryEntry,
  type DirectoryFilter,
  directoryQuery,
  wholeDirectory,
  workbookOf,
} from './directoryQueries';
import { PrintedDirectory } from './PrintedDirectory';
import './texts';

/** "Danh bạ": whom to call at which site; what is looked for stands in the address. */
export function DirectoryPage() {
  const { t } = useTranslation('directory');
  const address = useListAddress();
  const say = useSaying();
  const role = roleIn(address.params.get('vai-tro'));
  const under = address.params.get('don-vi') ?? '';
  const filter: DirectoryFilter = { search: address.term, ...(under && { under }), ...(role && { role }) };
  const people = useQuery(directoryQuery(filter, address.page, pageSize));
  const [printed, setPrinted] = useState<readonly DirectoryEntry[]>([]);
  const print = useMutation({
    mutationFn: () => wholeDirectory(filter),
    onSuccess: (entries) => {
      flushSync(() => setPrinted(entries));
      window.print();
    },
    onError: say.refused,
  });
  // Two hundred lines that nobody sees need not stay in the page.
  useEffect(() => {
    const done = () => setPrinted([]);
    window.addEventListener('afterprint', done);
    return () => window.removeEventListener('afterprint', done);
  }, []);

  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            <Button
              size="large"
              icon={<PrinterOutlined aria-hidden />}
              loading={print.isPending}
              onClick={() => print.mutate()}
            >
              {t('print')}
            </Button>
            <Button size="large" icon={<DownloadOutlined aria-hidden />} href={workbookOf(filter)} download>
              {t('workbook')}
            </Button>
          </>
        }
      />
      {/* Printed without its button, the page as it is. */}
      <div className={printed.length > 0 ? 'no-print' : undefined}>
        <SearchableList
          address={address}
          query={people}
          label={t('search')}
          hint={t('searchHint')}
          filters={
            <>
              <div className="directory-branch">
                <UnitPicker
                  size="large"
                  label={t('branch')}
                  placeholder={t('everywhere')}
                  {...(under && { value: under })}
                  onChange={(unit) => address.look({ 'don-vi': unit ?? '' })}
                />
              </div>
              <Segmented
                size="large"
                aria-label={t('role')}
                value={role ?? ''}
                options={[
                  { value: '', label: t('all') },
                  { value: 'leader', label: t('leader') },
                  { value: 'technician', label: t('technician') },
                ]}
                onChange={(value) => address.look({ 'vai-tro': value })}
              />
            </>
          }
          total={(count) => t('total', { count })}
          empty={
            address.search || under || role ? (
              <EmptyState
                title={t('nothingTitle')}
                text={t('nothingText')}
                action={
                  <Button onClick={() => address.look({ tim: '', 'don-vi': '', 'vai-tro': '' })}>{t('clear')}</Button>
                }
              />
            ) : (
              <EmptyState title={t('emptyTitle')} text={t('emptyText')} />
            )
          }
        >
          {(items, before) => <DirectoryTable people={items} before={before} />}
        </SearchableList>
      </div>
      <PrintedDirectory people={printed} />
    </>
  );
}

function roleIn(text: string | null): 'leader' | 'technician' | undefined {
  return text === 'leader' || text === 'technician' ? text : undefined;
}
