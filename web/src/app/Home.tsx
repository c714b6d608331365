import { useUnreadReminders } from '../stages/deadlines/ReminderList';
import { UnreadReminders } from '../stages/deadlines/UnreadReminders';
import { HomePage } from '../stages/home/HomePage';
import { useRoomsAtHome } from '../stages/rooms/useRoomsAtHome';

/** The home page with what other stages put on it. */
export function Home() {
  const { ways, sections } = useRoomsAtHome();
  return (
    <HomePage isWaiting={useUnreadReminders().isLoading} ways={ways} rooms={sections} reminders={<UnreadReminders />} />
  );
}
