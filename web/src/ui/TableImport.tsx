import { CheckCircleOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Upload } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from './ErrorNotice';
import { PageHeader } from './PageHeader';
import './TableImport.css';

interface TableImportProps {
  title: string;
  lead: string;
  /** File name endings, as an input takes them. */
  accept: string;
  hasFile: boolean;
  isBusy: boolean;
  onChoose: (file: File) => void;
  /** What there is to be taken; null while nothing is. */
  apply: { label: string; onClick: () => void } | null;
  template: { href: string; label: string };
  back: ReactNode;
  error: unknown;
  /** Steps, shown until a file was looked through. */
  how: readonly string[];
  /** The preview of a file. */
  children?: ReactNode;
}

/** "Nhập từ tệp": a file is looked through row by row, and taken only when somebody has seen what it would do. */
export function TableImport({
  title,
  lead,
  accept,
  hasFile,
  isBusy,
  onChoose,
  apply,
  template,
  back,
  error,
  how,
  children,
}: TableImportProps) {
  const { t } = useTranslation('ui');
  return (
    <>
      <PageHeader
        title={title}
        lead={lead}
        actions={
          apply && (
            <Button
              type="primary"
              size="large"
              icon={<CheckCircleOutlined aria-hidden />}
              loading={isBusy}
              onClick={apply.onClick}
            >
              {apply.label}
            </Button>
          )
        }
      />
      <div className="import-tools">
        <Upload
          accept={accept}
          maxCount={1}
          showUploadList={false}
          beforeUpload={(file) => {
            onChoose(file);
            return false;
          }}
        >
          <Button icon={<UploadOutlined aria-hidden />} loading={isBusy} {...(!apply && { type: 'primary' })}>
            {t(hasFile ? 'import.chooseAnother' : 'import.choose')}
          </Button>
        </Upload>
        <Button href={template.href}>{template.label}</Button>
        {back}
      </div>
      <ErrorNotice error={error} />
      {!children && !error && (
        <div className="panel import-how">
          <ol>
            {how.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
      )}
      {children}
    </>
  );
}

/** What was chosen or left out of the file. */
export function ImportNotes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <ul className="import-notes">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

/** What a row says of itself: what is wrong with it, or what is to be known of it. */
export function RowWords({ words, areErrors = false }: { words: readonly string[]; areErrors?: boolean }) {
  if (words.length === 0) return null;
  return (
    <ul className={areErrors ? 'row-errors' : 'row-guesses'}>
      {words.map((said) => (
        <li key={said}>{said}</li>
      ))}
    </ul>
  );
}
