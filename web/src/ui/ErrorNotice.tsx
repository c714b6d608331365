import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../api/problem';
import { problemText } from './problemText';
import './ErrorNotice.css';
import './texts';

interface ErrorNoticeProps {
  /** What was thrown; nothing is shown for null and undefined. */
  error: unknown;
  onRetry?: () => void;
}

/** What happened, what to do, and a code to read out on the phone. Announced when it appears. */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  const { t, i18n } = useTranslation('ui');
  if (error === null || error === undefined) return null;
  const problem = asProblem(error);
  const text = problemText(problem, i18n.language);
  const fields = Object.values(problem.fields).flat();
  return (
    <Alert
      className="error-notice"
      type="error"
      showIcon
      role="alert"
      title={text.title}
      description={
        <>
          <p>{text.advice}</p>
          {fields.length > 0 && (
            <ul>
              {fields.map((field) => (
                <li key={field}>{field}</li>
              ))}
            </ul>
          )}
          <p className="error-code">{t('errorCode', { code: text.code })}</p>
        </>
      }
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t('retry')}
          </Button>
        )
      }
    />
  );
}
