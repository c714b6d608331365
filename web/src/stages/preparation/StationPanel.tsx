import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { CheckBlock } from './CheckBlock';
import { ConfirmStation } from './Confirming';
import { DutyBlock } from './DutyBlock';
import { stationQuery } from './preparationQueries';

/** One station: who is on duty, what is seen to. */
export function StationPanel({ meetingId, siteId }: { meetingId: string; siteId: string | null }) {
  const query = useQuery(stationQuery(meetingId, siteId));
  return (
    <>
      <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
      {query.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {query.data && (
        <div className="preparation-station">
          {query.data.needsConfirming && <ConfirmStation meetingId={meetingId} station={query.data} />}
          <DutyBlock meetingId={meetingId} station={query.data} />
          <CheckBlock meetingId={meetingId} station={query.data} />
        </div>
      )}
    </>
  );
}
