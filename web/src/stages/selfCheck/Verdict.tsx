import { useTranslation } from 'react-i18next';
import type { JudgedItem } from '../../rtc/check/siteDesk';
import { StateTag } from '../../ui/StateTag';

/** What the server makes of a part: its word, what is wrong and what to do about it. The limits are the server's. */
export function Verdict({ items }: { items: readonly JudgedItem[] }) {
  const { t } = useTranslation('selfCheck');
  return items
    .filter(({ isMeasured }) => isMeasured)
    .map(({ item, name, result, text, toDo }) => (
      <div key={item} className="self-check-verdict" data-item={item} data-result={result}>
        <p>
          <StateTag tone={result === 'passed' ? 'good' : 'bad'}>
            {t(result === 'passed' ? 'state.passed' : 'state.notPassed')}
          </StateTag>{' '}
          {name}
        </p>
        {text && <p>{text}</p>}
        {toDo && <p>{toDo}</p>}
      </div>
    ));
}
