import { useTranslation } from 'react-i18next';
import '../../ui/meeting/texts';
import { Link } from 'react-router';
import { useTimes } from '../../ui/useTimes';
import type { MeetingSummary } from './meetingQueries';

export function MeetingLink({ meeting }: { meeting: MeetingSummary }) {
  const { t } = useTranslation('registration');
  const words = useTranslation('meeting').t;
  return (
    <>
      <Link className="meeting-title" to={`/cuoc-hop/${meeting.id}`}>
        {meeting.title || t('list.noTitle')}
      </Link>
      <span className="meeting-note">
        {[
          meeting.kind !== 'planned' && words(`kinds.${meeting.kind}`),
          meeting.chairName && t('list.chairedBy', { name: meeting.chairName }),
          meeting.mainSite,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </>
  );
}

export function MeetingWhen({ meeting }: { meeting: MeetingSummary }) {
  const { t } = useTranslation('registration');
  const times = useTimes();
  if (!meeting.startsAt) return <span className="meeting-note">{t('list.noTime')}</span>;
  const end = meeting.endsAt ? ` – ${times.clock(meeting.endsAt)}` : '';
  return (
    <span className="meeting-when">
      <strong>{times.date(meeting.startsAt)}</strong>
      <span>{`${times.clock(meeting.startsAt)}${end}`}</span>
    </span>
  );
}
