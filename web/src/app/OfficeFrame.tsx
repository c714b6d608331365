import { Outlet } from 'react-router';
import { AskDialog } from '../ui/AskDialog';
import { SayingList } from '../ui/SayingList';
import { OfflineBar } from './OfflineBar';
import { useInstallationLanguage } from './useInstallationLanguage';
import '../ui/office.css';

/** What every office page stands in. Without Ant Design, as home is: those who only look in on a telephone do not wait for it. */
export function OfficeFrame() {
  useInstallationLanguage();
  return (
    <>
      <OfflineBar />
      <Outlet />
      <SayingList />
      <AskDialog />
    </>
  );
}
