import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { supportQuery } from '../../api/supportContacts';
import { invitationText } from '../../ui/invitation';
import { clockText, dateText } from '../../ui/time';
import '../../ui/texts';
import { useSnapshot } from './live';
import type { Door } from './useDoor';

const zone = 'Asia/Ho_Chi_Minh';

/** The link that anybody may have, and the message around it. Never a personal link: that is its owner's alone. */
export function useInvitation(door: Door): { link: string; text: string } {
  const { t, i18n } = useTranslation('ui');
  const { name, unitName } = useSnapshot();
  const { meeting } = door;
  const support = useQuery(supportQuery).data?.find(({ phone }) => phone) ?? null;
  // Those who may read how others come in; for the rest the password is sent by the office.
  const passes = useQuery({
    queryKey: ['live-passes', meeting?.meetingId],
    queryFn: async () =>
      answerOf(api.GET('/api/meetings/{id}/passes', { params: { path: { id: meeting?.meetingId ?? '' } } })),
    enabled: meeting !== null,
    retry: false,
    staleTime: 60_000,
  });
  const text = invitationText(
    {
      name,
      unitName,
      startsAt: meeting?.startsAt ?? null,
      link: door.inviteLink,
      number: meeting?.number ?? null,
      password: passes.data?.password?.replace(/(.{4})/, '$1 ') ?? null,
      hasPassword: true,
      support,
    },
    t,
    (instant) => {
      const [day, hour] = [dateText(instant, zone), clockText(instant, i18n.language, zone)];
      return i18n.language === 'vi' ? `${hour} ngày ${day}` : `${hour}, ${day}`;
    },
  );
  return { link: door.inviteLink, text };
}
