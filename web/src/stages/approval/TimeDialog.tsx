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

/** As many as the server takes: the unit is to choose, not to read. */
const mostTimes = 3;

/**
 * Another time: of those that the server has computed, or any other, of which it says at once whether it would do. To a unit up to three are
 * proposed, if need be knowingly; what has been displaced gets one at once and so only when it fits.
 */
export function TimeDialog({ approval, pending, onDecide, onCancel }: TimeDialogProps) {
  const { t } = useTranslation('approval');
  const times = useTimes();
  const zone = useSession().data?.installation.timeZone ?? 'Asia/Ho_Chi_Minh';
  const { item, freeTimes } = approval;
  const kind = item.stage === 'pendingApproval' ? 'counter' : 'reschedule';
  const [chosen, setChosen] = useState<readonly string[]>(() => {
    if (freeTimes.length === 0) return [free];
    return freeTimes.slice(0, kind === 'counter' ? mostTimes : 1);
  });
  const [own, setOwn] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [knowingly, setKnowingly] = useState(false);
  const isFree = chosen.includes(free);
  const asked = useQuery({ ...otherTimeQuery(item.id, own ?? ''), enabled: isFree && own !== null });
  const answer = own ? asked.data : undefined;
  const isTaken = isFree && answer !== undefined && !answer.fits && !answer.isPast && !answer.isSame;
  const isAllowed = isFree
    ? answer !== undefined && !answer.isPast && !answer.isSame && (answer.fits || (kind === 'counter' && knowingly))
    : chosen.length > 0;
  const send = () => {
    const wished = chosen.map((time) => (time === free ? own : time)).filter((time) => time !== null);
    const [startsAt] = wished;
    if (!startsAt || !isAllowed) return;
    onDecide(
      kind === 'counter'
        ? { kind, times: wished, reason: reason.trim() || null, knowingly: isFree && knowingly }
        : { kind, startsAt },
    );
  };
  const options = [
    ...freeTimes.map((time) => ({ value: time, label: `${times.clock(time)}, ${times.day(time)}` })),
    { value: free, label: t('counter.own') },
  ];
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
        {kind === 'counter' && freeTimes.length > 0 ? (
          <Checkbox.Group
            className="approval-presets"
            value={[...chosen]}
            onChange={setChosen}
            options={options.map((option) => ({
              ...option,
              disabled: chosen.length >= mostTimes && !chosen.includes(option.value),
            }))}
          />
        ) : (
          <Radio.Group
            className="approval-presets"
            value={chosen[0]}
            onChange={(event) => setChosen([event.target.value])}
            options={options}
          />
        )}
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
