import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StateTag } from '../../ui/StateTag';
import { useSaying } from '../../ui/useSaying';
import { useTimes } from '../../ui/useTimes';
import { type Check, type Station, useMark } from './preparationQueries';

/** What a station sees to, a touch for each item; what is not right says why. */
export function CheckBlock({ meetingId, station }: { meetingId: string; station: Station }) {
  const { t } = useTranslation('preparation');
  const say = useSaying();
  const mark = useMark({ meetingId, siteId: station.siteId ?? null });
  const [asking, setAsking] = useState<string | null>(null);
  const done = station.checks.filter(({ isDone }) => isDone).length;
  return (
    <section className="preparation-checks" aria-label={t('checks.title')}>
      <h3>
        {t('checks.title')}{' '}
        <small className="preparation-count">{t('stations.items', { done, count: station.checks.length })}</small>
      </h3>
      {station.speeches.length > 0 && (
        <p className="preparation-speeches">{t('checks.speeches', { titles: station.speeches.join('; ') })}</p>
      )}
      {station.checks.length === 0 && <p>{t('checks.empty')}</p>}
      <ul>
        {station.checks.map((check) => (
          <li key={check.itemId} className="preparation-line">
            <CheckLine
              check={check}
              mayWrite={station.mayWrite}
              isAsking={asking === check.itemId}
              onAsk={(isAsking) => setAsking(isAsking ? check.itemId : null)}
              onMark={(isDone, remark) =>
                mark.mutate(
                  { itemId: check.itemId, isDone, remark },
                  {
                    // Meanwhile the next item may be asked about.
                    onSuccess: () => setAsking((asked) => (asked === check.itemId ? null : asked)),
                    onError: say.refused,
                  },
                )
              }
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Đạt, Chưa đạt, Chưa kiểm tra: a word and a colour, as in the technical check. */
function CheckState({ isDone }: { isDone: boolean | null }) {
  const { t } = useTranslation('preparation');
  if (isDone === null) return <StateTag tone="plain">{t('checks.unseen')}</StateTag>;
  return isDone ? (
    <StateTag tone="good">{t('checks.right')}</StateTag>
  ) : (
    <StateTag tone="bad">{t('checks.wrong')}</StateTag>
  );
}

interface CheckLineProps {
  check: Check;
  mayWrite: boolean;
  isAsking: boolean;
  onAsk: (isAsking: boolean) => void;
  onMark: (isDone: boolean | null, remark?: string) => void;
}

function CheckLine({ check, mayWrite, isAsking, onAsk, onMark }: CheckLineProps) {
  const { t } = useTranslation('preparation');
  const times = useTimes();
  return (
    <>
      <div className="preparation-check">
        <Checkbox
          checked={check.isDone === true}
          disabled={!mayWrite}
          onChange={({ target }) => onMark(target.checked ? true : null)}
        >
          {check.text}
        </Checkbox>
        {check.earlier !== null && <StateTag tone="waiting">{t('again.check')}</StateTag>}
        <CheckState isDone={check.isDone} />
        {mayWrite && check.isDone !== false && !isAsking && (
          <Button size="small" aria-label={t('checks.markWrong', { item: check.text })} onClick={() => onAsk(true)}>
            {t('checks.report')}
          </Button>
        )}
      </div>
      {check.at && (
        <p className="preparation-note">
          {check.remark && <strong>{check.remark}. </strong>}
          {t('checks.by', { by: check.by ?? '', time: times.dateTime(check.at) })}
        </p>
      )}
      {isAsking && (
        <Input.Search
          autoFocus
          enterButton={t('duty.save')}
          aria-label={t('checks.whyOf', { item: check.text })}
          placeholder={t('checks.why')}
          maxLength={500}
          onSearch={(remark) => (remark.trim() ? onMark(false, remark) : onAsk(false))}
        />
      )}
    </>
  );
}
