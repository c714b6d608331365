import { Outlet, useParams } from 'react-router';
import { useSession } from '../api/session';
import { CallWatch } from '../stages/calls/CallWatch';

/** The hall as people signed in enter it: calls to their sites are shown there, too, without a sound. */
export function HallCalls() {
  const { meetingId } = useParams();
  const { data } = useSession();
  return (
    <>
      <Outlet />
      {data?.account && <CallWatch isQuiet {...(meetingId && { meetingId })} />}
    </>
  );
}
