import { useRouteError } from 'react-router';
import { CrashPage } from './CrashPage';

// What browsers throw when a chunk of an older build is gone from the server after an update.
const staleBuild = /dynamically imported module|module script failed|Importing a module/i;

/** A page that failed to load or to render. */
export function RouteCrash() {
  const error = useRouteError();
  return <CrashPage updated={error instanceof Error && staleBuild.test(error.message)} />;
}
