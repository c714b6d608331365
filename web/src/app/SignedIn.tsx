import { useDeferredValue } from 'react';
import { Navigate, useLocation } from 'react-router';
import { Problem } from '../api/problem';
import { useSession } from '../api/session';
import { ErrorNotice } from '../ui/ErrorNotice';
import { Waiting } from '../ui/Waiting';
import { OfficeLayout } from './OfficeLayout';
import { Unreachable } from './Unreachable';

/** Pages for people signed in; others sign in first and come back to where they wanted to go. */
export function SignedIn() {
  const session = useSession();
  // What comes after the answer is much: React draws it piece by piece, and a telephone answers to fingers in between.
  const isKnown = useDeferredValue(!session.isPending, false);
  const { pathname, search } = useLocation();
  if (session.isPending || !isKnown) {
    return (
      <main className="office-content">
        <Waiting rows={6} />
      </main>
    );
  }
  if (!session.data && session.error instanceof Problem && session.error.status === 0) {
    return <Unreachable onReached={() => void session.refetch()} />;
  }
  if (!session.data) {
    return (
      <main className="office-content">
        <ErrorNotice error={session.error} onRetry={() => session.refetch()} />
      </main>
    );
  }
  if (!session.data.account) {
    const back = pathname === '/' ? '' : `?ve=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/dang-nhap${back}`} replace />;
  }
  // Its role demands a second factor: until there is one, there is only the page that sets it up.
  if (session.data.secondFactor?.isConfined && pathname !== '/tai-khoan') return <Navigate to="/tai-khoan" replace />;
  return <OfficeLayout />;
}
