import { Button, Grid, Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { StateTag } from '../../ui/StateTag';
import { useTimes } from '../../ui/useTimes';
import { addressed } from './journalAddress';
import type { JournalLine } from './journalQueries';

interface JournalTableProps {
  lines: readonly JournalLine[];
  /** Changes the filters. */
  look: (changes: Record<string, string>) => void;
}

/** The lines as a table, or as cards where a table would not fit. */
export function JournalTable({ lines, look }: JournalTableProps) {
  const { t } = useTranslation('journal');
  const times = useTimes();
  const wide = Grid.useBreakpoint().lg ?? true;
  if (!wide) {
    return (
      <ol className="journal-cards no-print">
        {lines.map((line) => (
          <li key={line.id} className="panel">
            <p className="journal-when">
              <time dateTime={line.at}>{times.dateTime(line.at)}</time>
              <Severity line={line} />
            </p>
            <What line={line} />
            <Who line={line} look={look} />
            <About line={line} look={look} />
          </li>
        ))}
      </ol>
    );
  }
  const columns: TableColumnsType<JournalLine> = [
    {
      title: t('column.time'),
      width: '10.5em',
      render: (_, line) => <time dateTime={line.at}>{times.dateTime(line.at)}</time>,
    },
    {
      title: t('column.what'),
      render: (_, line) => (
        <>
          <Severity line={line} />
          <What line={line} />
        </>
      ),
    },
    { title: t('column.actor'), width: '15em', render: (_, line) => <Who line={line} look={look} /> },
    { title: t('column.about'), width: '20em', render: (_, line) => <About line={line} look={look} /> },
  ];
  return (
    <Table<JournalLine>
      className="panel journal-table no-print"
      rowKey="id"
      columns={columns}
      dataSource={[...lines]}
      pagination={false}
      tableLayout="auto"
    />
  );
}

function Severity({ line }: { line: JournalLine }) {
  const { t } = useTranslation('journal');
  if (line.severity === 'info') return null;
  return <StateTag tone={line.severity === 'serious' ? 'bad' : 'waiting'}>{t(`severity.${line.severity}`)}</StateTag>;
}

function What({ line }: { line: JournalLine }) {
  return (
    <div className="journal-what">
      <strong>{line.text}</strong>
      {line.subject && <span>{line.subject}</span>}
      {line.details.length > 0 && (
        <dl>
          {line.details.map((detail, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: written once, never changed.
            <div key={place}>
              <dt>{detail.name}</dt>
              <dd>{detail.value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function Who({ line, look }: JournalLineProps) {
  const { t } = useTranslation('journal');
  return (
    <div className="journal-who">
      {line.actorId ? (
        <Narrow label={t('narrow.actor')} onClick={() => look({ [addressed.actorId]: line.actorId ?? '' })}>
          {line.actor ?? line.actorId}
        </Narrow>
      ) : (
        <span>{line.actor ?? t('system')}</span>
      )}
      {line.address && <small>{line.address}</small>}
    </div>
  );
}

interface JournalLineProps {
  line: JournalLine;
  look: JournalTableProps['look'];
}

/** What it is about; each leads to its other lines. */
function About({ line, look }: JournalLineProps) {
  const { t } = useTranslation('journal');
  return (
    <ul className="journal-about">
      {line.meetingId && (
        <li>
          <Narrow label={t('narrow.meeting')} onClick={() => look({ [addressed.meetingId]: line.meetingId ?? '' })}>
            {line.meeting ?? t('named.meeting')}
          </Narrow>{' '}
          <Link to={`/cuoc-hop/${line.meetingId}`} aria-label={line.meeting ?? undefined}>
            ↗
          </Link>
        </li>
      )}
      {line.conferenceId && (
        <li>
          <Narrow
            label={t('narrow.conference')}
            onClick={() => look({ [addressed.conferenceId]: line.conferenceId ?? '' })}
          >
            {t('named.conference')}
          </Narrow>
        </li>
      )}
      {line.siteId && (
        <li>
          <Narrow label={t('narrow.site')} onClick={() => look({ [addressed.siteId]: line.siteId ?? '' })}>
            {line.site ?? t('named.site')}
          </Narrow>
        </li>
      )}
      {line.unitId && (
        <li>
          <Narrow label={t('narrow.unit')} onClick={() => look({ [addressed.unitId]: line.unitId ?? '' })}>
            {line.unit ?? line.unitId}
          </Narrow>
        </li>
      )}
    </ul>
  );
}

function Narrow({ label, onClick, children }: { label: string; onClick: () => void; children: string }) {
  return (
    <Button type="link" className="journal-narrow" title={label} onClick={onClick}>
      {children}
    </Button>
  );
}
