import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { useMeetingsToCheck } from './useJudging';
import type { OwnSite } from './useOwnSite';

/** For which site, and for which meeting, is measured; or why it is kept nowhere. */
export function WhereTo({
  own,
  meetingId,
  choose,
}: {
  own: OwnSite;
  meetingId: string | null;
  choose: (meetingId: string | null) => void;
}) {
  const { t } = useTranslation('selfCheck');
  const account = useSession().data?.account;
  const meetings = useMeetingsToCheck(own.siteId);
  if (!account) return <p className="self-check-label">{t('site.signIn')}</p>;
  if (own.sites.length === 0) return <p className="self-check-label">{t('site.none')}</p>;
  return (
    <div className="self-check-where">
      <label>
        {t('site.label')}
        <select value={own.siteId ?? ''} onChange={(event) => own.choose(event.target.value)}>
          {own.siteId === null && <option value="">{t('site.choose')}</option>}
          {own.sites.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {meetings.length > 0 && (
        <label>
          {t('site.meeting')}
          <select value={meetingId ?? ''} onChange={(event) => choose(event.target.value || null)}>
            <option value="">{t('site.alone')}</option>
            {meetings.map((meeting) => (
              <option key={meeting.meetingId} value={meeting.meetingId}>
                {meeting.title}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}
