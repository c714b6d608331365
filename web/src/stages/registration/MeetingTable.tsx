import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import '../../ui/meeting/texts';
import { Link, useNavigate } from 'react-router';
import { type DenseColumn, DenseList } from '../../ui/dense/DenseList';
import { StageTag, StandingTag } from '../../ui/meeting/StageTag';
import { useTimes } from '../../ui/useTimes';
import type { MeetingSummary } from './meetingQueries';

/** The list of meetings, one line each. */
export function MeetingTable({ meetings, before }: { meetings: readonly MeetingSummary[]; before: number }) {
  const { t } = useTranslation('registration');
  const words = useTranslation('meeting').t;
  const times = useTimes();
  const navigate = useNavigate();
  const nodes = useMemo(() => meetings.map((meeting) => ({ key: meeting.id, row: meeting })), [meetings]);
  const when = ({ startsAt, endsAt }: MeetingSummary) => {
    if (!startsAt) return t('list.noTime');
    return `${times.date(startsAt)}, ${times.clock(startsAt)}${endsAt ? ` – ${times.clock(endsAt)}` : ''}`;
  };
  const about = ({ kind, chairName, mainSite }: MeetingSummary) =>
    [kind !== 'planned' && words(`kinds.${kind}`), chairName && t('list.chairedBy', { name: chairName }), mainSite]
      .filter(Boolean)
      .join(' · ');
  const name = (meeting: MeetingSummary) => (
    <Link className="meeting-title" to={`/cuoc-hop/${meeting.id}`} title={meeting.title}>
      {meeting.title || t('list.noTitle')}
    </Link>
  );
  const tags = ({ stage, standing }: MeetingSummary) => (
    <span className="dense-line">
      <StageTag stage={stage} />
      <StandingTag standing={standing} />
    </span>
  );
  const columns: DenseColumn<MeetingSummary>[] = [
    { key: 'index', title: t('index'), width: '4rem', align: 'right', render: (_, index) => before + index + 1 },
    { key: 'when', title: t('list.when'), width: '15.5rem', render: when },
    { key: 'name', title: t('list.name'), width: '32%', render: name },
    { key: 'about', title: t('list.about'), from: 'xl', render: about },
    { key: 'unit', title: t('list.unit'), from: 'xxl', render: ({ unitName }) => unitName },
    {
      key: 'sites',
      title: t('list.sites'),
      width: '7rem',
      align: 'right',
      from: 'lg',
      render: ({ siteCount }) => siteCount,
    },
    { key: 'stage', title: t('list.stage'), width: '15.5rem', render: tags },
  ];
  return (
    <DenseList<MeetingSummary>
      label={t('list.title')}
      nodes={nodes}
      columns={columns}
      onOpen={({ id }) => void navigate(`/cuoc-hop/${id}`)}
      narrow={(meeting) => (
        <span className="dense-two">
          {name(meeting)}
          <span className="dense-line">
            <StageTag stage={meeting.stage} />
            <span>{when(meeting)}</span>
          </span>
        </span>
      )}
    />
  );
}
