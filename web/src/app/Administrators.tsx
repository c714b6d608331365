import { Outlet } from 'react-router';
import { Problem } from '../api/problem';
import { administers, useSession } from '../api/session';
import { ErrorNotice } from '../ui/ErrorNotice';

/** Only hides what the server would refuse anyway. */
export function Administrators() {
  const { data } = useSession();
  if (!administers(data)) return <ErrorNotice error={new Problem(403, { code: 'forbidden' })} />;
  return <Outlet />;
}
