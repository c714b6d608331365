import { useEffect, useState } from 'react';
import { useRouteError } from 'react-router';
import { CrashPage } from './CrashPage';
import { serverAnswers, Unreachable } from './Unreachable';

// What browsers, and the bundler for styles, throw when a page's code cannot be fetched.
const notFetched = /dynamically imported module|module script failed|Importing a module|Unable to preload/i;

/** A page that failed to load or to render. */
export function RouteCrash() {
  const error = useRouteError();
  return error instanceof Error && notFetched.test(error.message) ? <NotFetched /> : <CrashPage />;
}

/** Either the chunk is of an older build and gone from the server after an update, or the server cannot be asked for it. */
function NotFetched() {
  const [answers, setAnswers] = useState<boolean | null>(null);
  useEffect(() => {
    void serverAnswers().then(setAnswers);
  }, []);
  if (answers === null) return null;
  return answers ? <CrashPage updated /> : <Unreachable onReached={() => window.location.reload()} />;
}
