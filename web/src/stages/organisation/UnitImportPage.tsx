import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Space, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answerOf, api, wholeBody } from '../../api/client';
import type { components } from '../../api/schema';
import { StateTag } from '../../ui/StateTag';
import { ImportNotes, RowWords, TableImport } from '../../ui/TableImport';
import { useSaying } from '../../ui/useSaying';
import { type Answer, type Answers, answered, noAnswers, queryOf } from './importAnswers';
import { unitsKey } from './organisationQueries';

type Result = components['schemas']['UnitImportResult'];
type Row = components['schemas']['UnitImportRow'];

const tones = { add: 'good', change: 'blue', same: 'plain' } as const;

/**
 * "Nhập từ tệp": a file is looked through row by row; only one without errors and open questions can be taken, as a whole.
 * What was guessed is marked, and where two names are alike both are shown and somebody says which is meant.
 */
export function UnitImportPage() {
  const { t } = useTranslation('organisation');
  const say = useSaying();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [answers, setAnswers] = useState<Answers>(noAnswers);
  const send = useMutation({
    mutationFn: ({ file, apply, answers }: { file: File; apply: boolean; answers: Answers }) =>
      answerOf(
        api.POST('/api/admin/units/import', {
          params: { query: { apply, ...queryOf(answers) } },
          ...wholeBody(file),
        }),
      ),
    onSuccess: (result) => {
      if (!result.applied) return;
      say.done(t('import.done', { added: result.added, changed: result.changed }));
      void queries.invalidateQueries({ queryKey: unitsKey });
    },
  });
  const result = send.data;
  const choose = (chosen: File) => {
    setFile(chosen);
    setAnswers(noAnswers);
    send.mutate({ file: chosen, apply: false, answers: noAnswers });
  };
  const look = (said: Answers) => {
    setAnswers(said);
    if (file) send.mutate({ file, apply: false, answers: said });
  };
  const mayApply =
    file && result && !result.applied && result.wrong === 0 && result.asked === 0 && result.added + result.changed > 0;

  return (
    <TableImport
      title={t('import.title')}
      lead={t('import.lead')}
      accept=".xlsx,.csv"
      hasFile={file !== null}
      isBusy={send.isPending}
      onChoose={choose}
      apply={
        mayApply
          ? {
              label: t('import.apply', { count: result.added + result.changed }),
              onClick: () => send.mutate({ file, apply: true, answers }),
            }
          : null
      }
      template={{ href: '/api/admin/units/export?format=xlsx', label: t('import.template') }}
      back={<Link to="/quan-tri/don-vi">{t('import.back')}</Link>}
      error={send.error}
      how={[t('import.how.template'), t('import.how.fill'), t('import.how.preview')]}
    >
      {result && (
        <>
          <Summary result={result} name={file?.name ?? ''} />
          <ImportNotes notes={result.notes} />
          {answers !== noAnswers && !result.applied && (
            <Button type="link" onClick={() => look(noAnswers)}>
              {t('import.askAgain')}
            </Button>
          )}
          <Preview
            rows={result.rows}
            isBusy={send.isPending}
            answer={(row, said) => look(answered(answers, row, said))}
          />
        </>
      )}
    </TableImport>
  );
}

function Summary({ result, name }: { result: Result; name: string }) {
  const { t } = useTranslation('organisation');
  const { added, changed, same, wrong, asked, applied } = result;
  const counts = t('import.counts', { added, changed, same });
  if (applied)
    return <Alert type="success" showIcon role="status" title={t('import.applied', { name })} description={counts} />;
  return wrong > 0 ? (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('import.wrong', { count: wrong, name })}
      description={t('import.wrongText')}
    />
  ) : asked > 0 ? (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t('import.asked', { count: asked, name })}
      description={t('import.askedText')}
    />
  ) : (
    <Alert type="info" showIcon role="status" title={t('import.ready', { name })} description={counts} />
  );
}

type Say = (row: number, said: Answer) => void;

function Preview({ rows, isBusy, answer }: { rows: readonly Row[]; isBusy: boolean; answer: Say }) {
  const { t } = useTranslation('organisation');
  return (
    <Table<Row>
      className="panel administration-table import-rows"
      rowKey="row"
      dataSource={[...rows]}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        { title: t('import.row'), dataIndex: 'row', width: '5em', align: 'right' },
        {
          title: t('units.name'),
          render: (_, row) => (
            <>
              <b>{row.name || '–'}</b>
              <span className="cell-note">{[row.code, row.parent].filter(Boolean).join(' · ')}</span>
              <RowWords words={row.errors} areErrors />
              {row.questions.map((question) => (
                <Asked key={question.kind} row={row.row} question={question} isBusy={isBusy} answer={answer} />
              ))}
              <RowWords words={row.guesses} />
            </>
          ),
        },
        {
          title: t('import.what'),
          width: '9em',
          render: (_, row) =>
            row.errors.length > 0 ? (
              <StateTag tone="bad">{t('import.actions.wrong')}</StateTag>
            ) : row.questions.length > 0 ? (
              <StateTag tone="waiting">{t('import.actions.asked')}</StateTag>
            ) : (
              <StateTag tone={tones[row.action]}>{t(`import.actions.${row.action}`)}</StateTag>
            ),
        },
      ]}
    />
  );
}

/** Two names that are alike, both shown: the reader says whether they are one. */
function Asked({
  row,
  question,
  isBusy,
  answer,
}: {
  row: number;
  question: Row['questions'][number];
  isBusy: boolean;
  answer: Say;
}) {
  const { t } = useTranslation('organisation');
  const { kind, written, known } = question;
  return (
    <fieldset className="row-question" aria-label={t('import.question.label', { row })}>
      <p>{t(`import.question.${kind}`, { written, known })}</p>
      <Space wrap>
        <Button size="small" disabled={isBusy} onClick={() => answer(row, kind === 'unit' ? 'sameUnit' : 'sameParent')}>
          {t(`import.question.same.${kind}`, { written, known })}
        </Button>
        {kind === 'unit' && (
          <Button size="small" disabled={isBusy} onClick={() => answer(row, 'newUnit')}>
            {t('import.question.new', { written })}
          </Button>
        )}
      </Space>
    </fieldset>
  );
}
