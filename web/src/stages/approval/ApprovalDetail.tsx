import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useShortcuts } from '../../ui/useShortcuts';
import { useTimes } from '../../ui/useTimes';
import { type Approval, approvalQuery } from './approvalQueries';
import { CapacityPicture } from './CapacityPicture';
import { DecisionBar } from './DecisionBar';
import { PriorityTag } from './PriorityTag';
import { FitTags } from './QueueList';
import { type DialogName, DisplaceDialog, RejectDialog, ReturnDialog } from './ReasonDialogs';
import { RivalList } from './RivalList';
import { TimeDialog } from './TimeDialog';
import { useAskingDecision } from './useAskingDecision';
import { useDecisions } from './useDecisions';

const dialogs = {
  return: ReturnDialog,
  reject: RejectDialog,
  time: TimeDialog,
  displace: DisplaceDialog,
};

interface ApprovalDetailProps {
  id: string;
  dialog: DialogName | null;
  onDialog: (dialog: DialogName | null) => void;
  /** The meeting has been decided about. */
  onDone: () => void;
}

/** One registration with all that matters for its decision. */
export function ApprovalDetail({ id, dialog, onDialog, onDone }: ApprovalDetailProps) {
  const approval = useQuery(approvalQuery(id));
  const decisions = useDecisions(approval.data?.item, () => {
    onDialog(null);
    onDone();
  });
  const data = approval.data;
  const ask = useAskingDecision(data, decisions);
  const waits = data?.item.stage === 'pendingApproval' && !dialog && !decisions.isPending;
  useShortcuts(
    waits
      ? {
          d: () => {
            if (data.item.fits) ask({ kind: 'approve', displace: [] });
            else if (data.displacing && data.displacing.length > 0) onDialog('displace');
          },
          g: () => onDialog('time'),
          t: () => onDialog('return'),
          x: () => onDialog('reject'),
        }
      : {},
  );
  const Dialog = dialog ? dialogs[dialog] : null;
  return (
    <div className="approval-detail">
      <ErrorNotice error={approval.error} onRetry={() => approval.refetch()} />
      {approval.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {data && (
        <>
          <Head approval={data} />
          <CapacityPicture approval={data} />
          <DecisionBar approval={data} pending={decisions.isPending} onDecide={ask} onAsk={onDialog} />
          {data.rivals.length > 0 && <RivalList rivals={data.rivals} />}
          <Facts approval={data} />
          {data.decisions.length > 0 && <Answers approval={data} />}
          {Dialog && (
            <Dialog
              approval={data}
              pending={decisions.isPending}
              onDecide={(decision) => decisions.mutate(decision)}
              onCancel={() => onDialog(null)}
            />
          )}
        </>
      )}
    </div>
  );
}

/** What it is about, as far as the decision turns on it; the picture of the capacity comes next. */
function Head({ approval }: { approval: Approval }) {
  const { t } = useTranslation('approval');
  const times = useTimes();
  const { item, letter } = approval;
  const scan = approval.letterScan;
  return (
    <section className="panel" aria-labelledby="approval-title">
      <h2 id="approval-title" tabIndex={-1}>
        {item.title}
      </h2>
      <p className="approval-tags">
        <PriorityTag priority={item.priority} />
        <FitTags item={item} />
        <span>{t('item.number', { number: item.number })}</span>
        <span>{t('item.sentAt', { at: times.dateTime(item.submittedAt) })}</span>
      </p>
      {item.stageReason && item.stage !== 'pendingApproval' && <p>{item.stageReason}</p>}
      <FactList
        facts={[
          // What the unit has signed comes first; the form says the same.
          [
            t('facts.letter'),
            (letter || scan) && (
              <>
                {[letter?.number, letter?.date && dayjs(letter.date).format('DD/MM/YYYY')].filter(Boolean).join(', ')}
                {scan && (
                  <>
                    {' '}
                    <a href={`/api/meetings/${item.id}/papers/${scan.id}`} download>
                      {t('facts.scan', { name: scan.name })}
                    </a>
                  </>
                )}
              </>
            ),
          ],
          [t('facts.time'), `${times.clock(item.startsAt)}–${times.clock(item.endsAt)}, ${times.day(item.startsAt)}`],
          [t('facts.unit'), item.unitName],
        ]}
      />
    </section>
  );
}

function Facts({ approval: { item, purpose } }: { approval: Approval }) {
  const { t } = useTranslation('approval');
  return (
    <section className="panel" aria-label={t('facts.title')}>
      <FactList
        facts={[
          [t('facts.chair'), [item.chairName, item.chairPosition].filter(Boolean).join(', ')],
          [t('facts.main'), item.mainSite],
          [t('facts.sites'), String(item.siteCount)],
        ]}
        wide={[
          [t('facts.purpose'), purpose],
          [t('facts.priority'), item.priorityReason],
        ]}
      />
      <Link to={`/cuoc-hop/${item.id}`}>{t('facts.whole')}</Link>
    </section>
  );
}

type Fact = [name: string, value: ReactNode];

/** @param wide sentences, which take the whole line */
function FactList({ facts, wide = [] }: { facts: readonly Fact[]; wide?: readonly Fact[] }) {
  const lines = [
    ...facts.map((fact) => [...fact, undefined] as const),
    ...wide.map((fact) => [...fact, 'is-wide'] as const),
  ];
  return (
    <dl className="approval-facts">
      {lines
        .filter(([, value]) => value)
        .map(([name, value, className]) => (
          <div key={name} className={className}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Answers({ approval }: { approval: Approval }) {
  const { t } = useTranslation('approval');
  const times = useTimes();
  return (
    <section className="panel" aria-labelledby="answers-title">
      <h2 id="answers-title">{t('history.title')}</h2>
      <ol className="approval-history">
        {approval.decisions.map((decision) => (
          <li key={decision.at}>
            <strong>
              {t('history.by', {
                verdict: t(`history.verdicts.${decision.verdict}`),
                by: decision.by,
                at: times.dateTime(decision.at),
              })}
            </strong>
            {decision.reason && <p>{decision.reason}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
