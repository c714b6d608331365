import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { handOver } from '../../api/joinHandover';
import { lazyForm } from '../../ui/lazyForm';
import type { Room } from './roomQueries';

const JoinDialog = lazyForm(async () => (await import('./JoinDialog')).JoinDialog);

/** "Tham gia ngay": one's own room opens at once, others ask for the password first. Render `dialog` once on the page. */
export function useJoin(): { join: (room: Room) => void; dialog: ReactNode } {
  const navigate = useNavigate();
  const [asking, setAsking] = useState<Room | null>(null);
  const enter = (room: Room, password: string | null) => {
    handOver(room.id, { password });
    navigate(`/r/${room.id}`);
  };
  return {
    join: (room) => (room.isMine ? enter(room, null) : setAsking(room)),
    dialog: asking && (
      <JoinDialog room={asking} onAgree={(password) => enter(asking, password)} onCancel={() => setAsking(null)} />
    ),
  };
}
