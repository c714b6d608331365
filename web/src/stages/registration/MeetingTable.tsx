import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { StageTag, StandingTag } from '../../ui/meeting/StageTag';
import { MeetingLink, MeetingWhen } from './MeetingWords';
import type { MeetingSummary } from './meetingQueries';

/** The list on screens that are wide enough. */
export function MeetingTable({ meetings, before }: { meetings: readonly MeetingSummary[]; before: number }) {
  const { t } = useTranslation('registration');
  return (
    <Table<MeetingSummary>
      className="panel meeting-table"
      rowKey="id"
      dataSource={[...meetings]}
      pagination={false}
      columns={[
        { title: t('index'), width: '4.5em', align: 'right', render: (_, __, index) => before + index + 1 },
        {
          title: t('list.when'),
          width: '11em',
          render: (_, meeting) => <MeetingWhen meeting={meeting} />,
        },
        { title: t('list.name'), render: (_, meeting) => <MeetingLink meeting={meeting} /> },
        { title: t('list.unit'), dataIndex: 'unitName', responsive: ['xl'] },
        { title: t('list.sites'), dataIndex: 'siteCount', width: '7em', align: 'right' },
        {
          title: t('list.stage'),
          width: '14em',
          render: (_, meeting) => (
            <span className="meeting-tags">
              <StageTag stage={meeting.stage} />
              <StandingTag standing={meeting.standing} />
            </span>
          ),
        },
      ]}
    />
  );
}
