import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import '../../ui/meeting/texts';
import { StackedTable } from '../../ui/StackedTable';
import { MeetingScript } from './MeetingScript';
import type { Meeting } from './meetingQueries';
import { paperAddress, sizeText } from './papers';

type Content = Meeting['content'];
type Site = NonNullable<Content['members']>[number];

const joined = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(' · ');
const linesAtOnce = 25;

interface MeetingContentsProps {
  meeting: Meeting;
  /** What is to be read after who and where, and before the long lists. */
  children: ReactNode;
}

/** What was registered: who, where and the script beside one another, then the long lists. */
export function MeetingContents({ meeting, children }: MeetingContentsProps) {
  const { t, i18n } = useTranslation('registration');
  const words = useTranslation('meeting').t;
  const { content } = meeting;
  const members = content.members ?? [];
  const script = content.script ?? [];
  const nameOf = (siteId: string | null | undefined) =>
    [content.mainSite, ...members].find((site) => site?.siteId === siteId)?.name;
  const people = (count: number | null | undefined) => (count ? t('page.people', { count }) : null);
  const outside = content.outside;
  const scan = meeting.papers.find(({ kind }) => kind === 'letter');
  const papers = meeting.papers.filter(({ kind }) => kind === 'paper');
  const facts: [string, React.ReactNode][] = [
    [t('page.chair'), joined(content.chairName, content.chairPosition)],
    [t('page.mainSite'), content.mainSite && joined(content.mainSite.name, content.mainSite.place)],
    [t('page.attendees'), content.mainSite && joined(content.mainSite.attendees, people(content.mainSite.people))],
    [
      t('page.members'),
      members.length > 0 && <a href="#members-title">{t('page.sitesCount', { count: members.length })}</a>,
    ],
    [t('page.outside'), outside && joined(outside.organiser, outside.link, outside.dial)],
    [t('page.purpose'), content.purpose],
    [
      t('page.contact'),
      content.contact &&
        joined(
          content.contact.name,
          content.contact.position,
          content.contact.phone,
          content.contact.zalo && `Zalo ${content.contact.zalo}`,
          content.contact.email,
        ),
    ],
    [t('page.unit'), meeting.unitName],
    [t('page.kind'), content.kind && words(`kinds.${content.kind}`)],
    [t('page.priority'), content.priority && joined(t(`priorities.${content.priority}`), content.priorityReason)],
    [
      t('page.letter'),
      (content.letter || scan) && (
        <>
          {joined(content.letter?.number, content.letter?.date && dayjs(content.letter.date).format('DD/MM/YYYY'))}
          {scan && (
            <>
              {' '}
              <a href={paperAddress(meeting.id, scan.id)} download>
                {scan.name}
              </a>
            </>
          )}
        </>
      ),
    ],
  ];
  return (
    <>
      <div className={script.length > 0 ? 'meeting-content has-script' : 'meeting-content'}>
        <section className="panel" aria-labelledby="content-title">
          <h2 id="content-title">{t('page.content')}</h2>
          <dl className="meeting-facts">
            {facts
              .filter(([, value]) => value)
              .map(([label, value]) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
          </dl>
        </section>
        {script.length > 0 && <MeetingScript script={script} nameOf={nameOf} />}
      </div>
      {children}
      <section className="panel" aria-labelledby="papers-title">
        <h2 id="papers-title">{t('page.papers')}</h2>
        {papers.length === 0 && <p className="panel-lead">{t('page.noPapers')}</p>}
        <ul className="meeting-papers">
          {papers.map((paper) => (
            <li key={paper.id}>
              <a href={paperAddress(meeting.id, paper.id)} download>
                {paper.name}
              </a>{' '}
              <small>{sizeText(paper.size, i18n.language)}</small>
            </li>
          ))}
        </ul>
      </section>
      {members.length > 0 && (
        <section className="panel" aria-labelledby="members-title">
          <h2 id="members-title">{t('page.membersCount', { count: members.length })}</h2>
          <StackedTable<Site>
            size="small"
            rowKey="siteId"
            pagination={{ pageSize: linesAtOnce, hideOnSinglePage: true, showSizeChanger: false }}
            dataSource={members}
            columns={[
              { title: t('index'), width: '4em', align: 'right', render: (_, site) => members.indexOf(site) + 1 },
              { title: t('form.site'), render: (_, site) => joined(site.name, site.place) },
              {
                title: t('page.attendees'),
                render: (_, site) => joined(site.attendees, people(site.people)),
              },
            ]}
          />
        </section>
      )}
    </>
  );
}
