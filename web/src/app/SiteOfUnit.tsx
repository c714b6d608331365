import { KiosksPanel } from '../stages/kiosk/KiosksPanel';
import { SitePage } from '../stages/sites/SitePage';

/** A site's page, with the machines that stand in its room. */
export function SiteOfUnit() {
  return <SitePage machines={(siteId) => <KiosksPanel siteId={siteId} />} />;
}
