import { useTranslation } from 'react-i18next';
import { asProblem } from '../api/problem';
import { Notice } from './Notice';
import { problemText } from './problemText';
import './button.css';
import './ErrorNotice.css';
import './texts';

interface ErrorNoticeProps {
  /** What was thrown; nothing is shown for null and undefined. */
  error: unknown;
  onRetry?: () => void;
  /** What a field is called on the page, by the server's name for it; undefined where its message says enough. */
  fieldName?: (field: string) => string | undefined;
}

/** What happened, what to do, and a code to read out on the phone. Announced when it appears. In both worlds, so without Ant Design. */
export function ErrorNotice({ error, onRetry, fieldName }: ErrorNoticeProps) {
  const { t, i18n } = useTranslation('ui');
  if (error === null || error === undefined) return null;
  const problem = asProblem(error);
  const text = problemText(problem, i18n.language);
  const fields = fieldLines(problem.fields, fieldName);
  return (
    <Notice
      className="error-notice"
      kind="error"
      role="alert"
      title={text.title}
      action={
        onRetry && (
          <button type="button" className="button-link" onClick={onRetry}>
            {t('retry')}
          </button>
        )
      }
    >
      <p>{text.advice}</p>
      {fields.length > 0 && (
        <ul>
          {fields.map((field) => (
            <li key={field}>{field}</li>
          ))}
        </ul>
      )}
      <p className="error-code">{t('errorCode', { code: text.code })}</p>
    </Notice>
  );
}

/** One line for each thing that is wrong: "Chủ trì: Không được để trống". The same line is said once. */
export function fieldLines(
  fields: Readonly<Record<string, readonly string[]>>,
  fieldName: ErrorNoticeProps['fieldName'] = () => undefined,
): string[] {
  const lines = Object.entries(fields).flatMap(([field, messages]) => {
    const name = fieldName(field);
    return messages.map((message) => (name ? `${name}: ${message}` : message));
  });
  return [...new Set(lines)];
}
