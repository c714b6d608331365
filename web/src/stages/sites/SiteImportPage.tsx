import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answerOf, api, wholeBody } from '../../api/client';
import type { components } from '../../api/schema';
import { StateTag } from '../../ui/StateTag';
import { ImportNotes, RowWords, TableImport } from '../../ui/TableImport';
import { useMailWords } from '../../ui/useMailWords';
import { useSaying } from '../../ui/useSaying';
import './texts';

type Result = components['schemas']['SiteImportResult'];
type Row = components['schemas']['SiteImportRow'];

const tones = { add: 'good', change: 'blue', same: 'plain', wrong: 'bad' } as const;

/** "Nhập điểm cầu từ tệp": one workbook of sites, lines, devices and accounts; rows that are wrong are left out, the others can be taken. */
export function SiteImportPage() {
  const { t } = useTranslation('sites');
  const say = useSaying();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const send = useMutation({
    mutationFn: ({ file, apply }: { file: File; apply: boolean }) =>
      answerOf(
        api.POST('/api/sites/workbook', {
          params: { query: { apply } },
          ...wholeBody(file),
        }),
      ),
    onSuccess: (result) => {
      if (!result.applied) return;
      say.done(t('import.done', { added: result.added, changed: result.changed }));
      for (const key of ['sites', 'site', 'site-changes']) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
  const result = send.data;
  const choose = (chosen: File) => {
    setFile(chosen);
    send.mutate({ file: chosen, apply: false });
  };
  const taken = result ? result.added + result.changed : 0;

  return (
    <TableImport
      title={t('import.title')}
      lead={t('import.lead')}
      accept=".xlsx"
      hasFile={file !== null}
      isBusy={send.isPending}
      onChoose={choose}
      apply={
        file && result && !result.applied && taken > 0
          ? { label: t('import.apply', { count: taken }), onClick: () => send.mutate({ file, apply: true }) }
          : null
      }
      template={{ href: '/api/sites/workbook', label: t('import.template') }}
      back={<Link to="/diem-cau">{t('import.back')}</Link>}
      error={send.error}
      how={[t('import.how.template'), t('import.how.fill'), t('import.how.preview')]}
    >
      {result && (
        <>
          <Summary result={result} name={file?.name ?? ''} />
          <ImportNotes notes={result.notes} />
          <Preview rows={result.rows} />
        </>
      )}
    </TableImport>
  );
}

function Summary({ result, name }: { result: Result; name: string }) {
  const { t } = useTranslation('sites');
  const mails = useMailWords();
  const { added, changed, same, wrong, invited, applied } = result;
  const counts = [
    t('import.counts', { added, changed, same }),
    ...(wrong > 0 ? [t(applied ? 'import.leftOut' : 'import.willBeLeftOut', { count: wrong })] : []),
    ...(invited > 0
      ? [
          applied
            ? mails.sent(t('import.invited', { count: invited }))
            : mails.will(t('import.invites', { count: invited })),
        ]
      : []),
  ].join(' ');
  if (applied)
    return <Alert type="success" showIcon role="status" title={t('import.applied', { name })} description={counts} />;
  return wrong > 0 ? (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t('import.wrong', { count: wrong, name })}
      description={counts}
    />
  ) : (
    <Alert type="info" showIcon role="status" title={t('import.ready', { name })} description={counts} />
  );
}

function Preview({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation('sites');
  return (
    <Table<Row>
      className="panel import-rows"
      rowKey={(row) => `${row.sheet} ${row.row}`}
      dataSource={[...rows]}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        {
          title: t('import.where'),
          width: '10em',
          render: (_, row) => (
            <>
              {row.sheet}
              <span className="cell-note">{t('import.row', { row: row.row })}</span>
            </>
          ),
        },
        {
          title: t('import.what'),
          render: (_, row) => (
            <>
              <b>{row.name || '–'}</b>
              {row.unit && <span className="cell-note">{row.unit}</span>}
              <RowWords words={row.errors} areErrors />
              <RowWords words={row.isStale ? [...row.changes, t('import.stale')] : row.changes} />
            </>
          ),
        },
        {
          title: t('import.result'),
          width: '9em',
          render: (_, row) => <StateTag tone={tones[row.action]}>{t(`import.actions.${row.action}`)}</StateTag>,
        },
      ]}
    />
  );
}
