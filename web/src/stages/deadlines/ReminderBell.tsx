import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { CountedIcon } from '../../ui/CountedIcon';
import { BellIcon } from '../../ui/icons';
import { useDismiss } from '../../ui/useDismiss';
import '../../ui/PopMenu.css';
import './ReminderBell.css';
import { ReminderList, useUnreadReminders } from './ReminderList';
import './texts';

/** How many reminders are unread, and, behind it, which. */
export function ReminderBell() {
  const { t } = useTranslation('deadlines');
  const [open, setOpen] = useState(false);
  const area = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useDismiss(open, () => setOpen(false), area, button);
  const total = useUnreadReminders().data?.total ?? 0;
  return (
    <div className="pop" ref={area}>
      <Button
        kind="quiet"
        ref={button}
        aria-label={total > 0 ? t('bellCount', { count: total }) : t('bell')}
        aria-expanded={open}
        aria-controls={open ? 'reminder-bell-list' : undefined}
        onClick={() => setOpen(!open)}
      >
        <CountedIcon count={total}>
          <BellIcon />
        </CountedIcon>
      </Button>
      {open && (
        <div className="pop-panel reminders is-popover" id="reminder-bell-list">
          <ReminderList onFollow={() => setOpen(false)} />
        </div>
      )}
    </div>
  );
}
