import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { lazyForm } from '../../ui/lazyForm';
import { useSaying } from '../../ui/useSaying';
import type { Room } from './roomQueries';

const RoomForm = lazyForm(async () => (await import('./RoomForm')).RoomForm);

/** Opens the room's form; a new room leads on to its sharing. Render `form` once on the page. */
export function useRoomForm(): { create: () => void; edit: (room: Room) => void; form: ReactNode } {
  const { t } = useTranslation('rooms');
  const say = useSaying();
  const navigate = useNavigate();
  const [open, setOpen] = useState<{ room: Room | null } | null>(null);
  const saved = (room: Room) => {
    const isNew = open?.room === null;
    setOpen(null);
    say.done(isNew ? t('form.created') : t('form.saved'));
    if (isNew) navigate(`/phong-hop/${room.id}`);
  };
  return {
    create: () => setOpen({ room: null }),
    edit: (room) => setOpen({ room }),
    form: open && <RoomForm room={open.room} onSaved={saved} onCancel={() => setOpen(null)} />,
  };
}
