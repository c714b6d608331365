import { Outlet } from 'react-router';
import { OfficeLook } from '../ui/OfficeLook';
import { OfflineBar } from './OfflineBar';
import { useInstallationLanguage } from './useInstallationLanguage';

/** What every office page stands in. */
export function OfficeFrame() {
  useInstallationLanguage();
  return (
    <OfficeLook>
      <OfflineBar />
      <Outlet />
    </OfficeLook>
  );
}
