import { CloseOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Table } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { StateTag } from '../../ui/StateTag';
import type { FormState } from './form';
import { withoutSites } from './form';
import type { SiteChoice } from './meetingQueries';
import type { BlockProps } from './TimeBlock';

type Member = FormState['members'][number];

const height = 344;

interface ChosenSitesProps extends BlockProps {
  choice: SiteChoice | undefined;
  /** Sites that another meeting has at the same time. */
  taken: ReadonlySet<string>;
}

/** The member sites with who sits there; only the rows in sight are in the page. */
export function ChosenSites({ form, change, choice, taken }: ChosenSitesProps) {
  const { t } = useTranslation('registration');
  const names = useMemo(() => new Map(choice?.sites.map((site) => [site.id, site.name])), [choice]);
  const nameOf = (member: Member) => names.get(member.siteId) ?? '…';
  const set = (siteId: string, part: Partial<Member>) =>
    change((known) => ({
      ...known,
      members: known.members.map((member) => (member.siteId === siteId ? { ...member, ...part } : member)),
    }));
  return (
    <Table<Member>
      className="chosen-sites"
      size="small"
      virtual
      scroll={{ x: 496, y: height }}
      rowKey="siteId"
      pagination={false}
      dataSource={[...form.members]}
      columns={[
        { title: t('index'), width: 52, align: 'right', render: (_, __, index) => index + 1 },
        {
          title: t('form.site'),
          width: 172,
          ellipsis: true,
          render: (_, member) => (
            <>
              {taken.has(member.siteId) && <StateTag tone="waiting">{t('form.taken')}</StateTag>} {nameOf(member)}
            </>
          ),
        },
        {
          title: t('form.attendees'),
          width: 156,
          render: (_, member) => (
            <Input
              size="small"
              maxLength={4000}
              aria-label={t('form.attendeesOf', { name: nameOf(member) })}
              value={member.attendees ?? ''}
              onChange={(event) => set(member.siteId, { attendees: event.target.value })}
            />
          ),
        },
        {
          title: t('form.people'),
          width: 72,
          render: (_, member) => (
            <InputNumber
              size="small"
              min={0}
              max={100_000}
              controls={false}
              aria-label={`${t('form.people')}: ${nameOf(member)}`}
              value={member.people ?? null}
              onChange={(people) => set(member.siteId, { people })}
            />
          ),
        },
        {
          title: <span className="visually-hidden">{t('remove')}</span>,
          width: 44,
          render: (_, member) => (
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('form.removeSite', { name: nameOf(member) })}
              onClick={() => change((known) => withoutSites(known, [member.siteId]))}
            />
          ),
        },
      ]}
    />
  );
}
