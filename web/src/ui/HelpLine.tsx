import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'react-router';
import { supportQuery } from '../api/supportContacts';
import { guideOf } from './guideChapters';
import { HelpList } from './HelpList';

/**
 * At the foot of every page: this page's chapter of the guide, in a tab of its own so that nobody loses what is half done, and whom to
 * call. In both worlds, so without Ant Design.
 */
export function HelpLine() {
  const { pathname } = useLocation();
  const contacts = useQuery(supportQuery).data ?? [];
  return <HelpList guide={guideOf(pathname)} contacts={contacts} />;
}
