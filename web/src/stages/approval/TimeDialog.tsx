import { useQuery } from '@tanstack/react-query';
import { Checkbox, DatePicker, Form, Input, Radio, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { FormDialog } from '../../ui/FormDialog';
import { useTimes } from '../../ui/useTimes';
import { wallClockOf } from '../../ui/wallClock';
import { type Approval, otherTimeQuery } from './approvalQueries';
import { OtherTimeAnswer } from './OtherTimeAnswer';
import type { Decision } from './useDecisions';

interface TimeDialogProps {
  approval: Approval;
  pending: boolean;
  onDecide: (decision: Decision) => void;
  onCancel: () => void;
}

const free = 'free';

/**
 * Another time: one of those that the server has computed, or any other, of which it says at once whether it would do. To a unit it is
 * proposed, if need be knowingly; what has been displaced gets it at once and so only when it fits.
 */
export function TimeDialog({ approval, pending, onDecide, onCancel }: TimeDialogProps) {
  const { t } = useTranslation('approval');
  const times = useTimes();
  const zone = useSession().data?.installation.timeZone ?? 'Asia/Ho_Chi_Minh';
  const { item, freeTimes } = approval;
  const [chosen, setChosen] = useState(freeTimes[0] ?? free);
  const [own, setOwn] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [knowingly, setKnowingly] = useState(false);
  const kind = item.stage === 'pendingApproval' ? 'counter' : 'reschedule';
  const isFree = chosen === free;
  const startsAt = isFree ? own : chosen;
  const asked = useQuery({ ...otherTimeQuery(item.id, own ?? ''), enabled: isFree && own !== null });
  const answer = own ? asked.data : undefined;
  const isTaken = isFree && answer !== undefined && !answer.fits && !answer.isPast && !answer.isSame;
  const isAllowed = isFree
    ? answer !== undefined && !answer.isPast && !answer.isSame && (answer.fits || (kind === 'counter' && knowingly))
    : startsAt !== null;
  const send = () => {
    if (!startsAt || !isAllowed) return;
    onDecide(
      kind === 'counter'
        ? { kind, startsAt, reason: reason.trim() || null, knowingly: isFree && knowingly }
        : { kind, startsAt },
    );
  };
  return (
    <FormDialog
      title={t(`${kind}.title`)}
      send={t(`${kind}.send`)}
      lead={t(`${kind}.lead`)}
      disabled={!isAllowed}
      pending={pending}
      onCancel={onCancel}
      onFinish={send}
    >
      <Form.Item label={t('counter.time')}>
        <Radio.Group
          className="approval-presets"
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
          options={[
            ...freeTimes.map((time) => ({ value: time, label: `${times.clock(time)}, ${times.day(time)}` })),
            { value: free, label: t('counter.own') },
          ]}
        />
      </Form.Item>
      {isFree && (
        <>
          <Form.Item label={t('counter.ownTime')} htmlFor="own-time">
            <DatePicker
              id="own-time"
              size="large"
              className="approval-moment"
              autoFocus
              showTime={{ format: 'HH:mm', minuteStep: 5 }}
              format="DD/MM/YYYY HH:mm"
              needConfirm={false}
              defaultPickerValue={wallClockOf(item.startsAt, zone)}
              disabledDate={(day) => day.format('YYYY-MM-DD') < times.dayKey(new Date())}
              value={own ? wallClockOf(own, zone) : null}
              onChange={(day) => {
                setOwn(day ? times.instantOf(day.format('YYYY-MM-DDTHH:mm')).toISOString() : null);
                setKnowingly(false);
              }}
            />
          </Form.Item>
          <ErrorNotice error={asked.error} onRetry={() => asked.refetch()} />
          <div className="approval-other-time" role="status">
            {asked.isLoading && <Spin size="small" />}
            {answer && <OtherTimeAnswer answer={answer} />}
          </div>
          {isTaken && kind === 'counter' && (
            <Checkbox checked={knowingly} onChange={(event) => setKnowingly(event.target.checked)}>
              {t('counter.knowingly')}
            </Checkbox>
          )}
        </>
      )}
      {kind === 'counter' && (
        <Form.Item
          className="approval-why"
          label={t('counter.reason')}
          htmlFor="counter-reason"
          extra={item.fits ? undefined : t('counter.reasonHint')}
        >
          <Input.TextArea
            id="counter-reason"
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      )}
    </FormDialog>
  );
}
