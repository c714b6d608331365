import { UnreadReminders } from '../stages/deadlines/UnreadReminders';
import { HomePage } from '../stages/home/HomePage';
import { useRoomsAtHome } from '../stages/rooms/useRoomsAtHome';

/** The home page with what other stages put on it. */
export function Home() {
  const { ways, sections } = useRoomsAtHome();
  return <HomePage ways={ways} rooms={sections} reminders={<UnreadReminders />} />;
}
