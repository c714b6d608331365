import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Letter, LetterTable } from './noticeQueries';
import './OfficialSheet.css';
import './texts';

/** A letter as it looks on paper: the form of Decree 30/2020/NĐ-CP. */
export function OfficialSheet({ letter }: { letter: Letter }) {
  const { t } = useTranslation('notices');
  return (
    <article className="official-sheet" aria-label={t('letter.sheet')}>
      <div className="sheet-head">
        <div>
          {letter.superior && <p className="is-capitals">{letter.superior}</p>}
          <p className="is-capitals is-ruled">
            <strong>{letter.agency}</strong>
          </p>
          <p className="sheet-number">{t('letter.number', { number: letter.number ?? '…………' })}</p>
          <p className="sheet-subject">{t('letter.subject', { subject: letter.subject })}</p>
        </div>
        <div>
          <p>
            <strong>{t('letter.state')}</strong>
          </p>
          <p className="is-ruled is-motto">
            <strong>{t('letter.motto')}</strong>
          </p>
          <p className="sheet-number">
            <em>{letter.placeAndDate}</em>
          </p>
        </div>
      </div>
      {letter.addressees.length === 1 ? (
        <p className="sheet-to">
          {t('letter.to')} {letter.addressees[0]}
        </p>
      ) : (
        <div className="sheet-to is-list">
          <p>{t('letter.to')}</p>
          <ul>
            {letter.addressees.map((addressee) => (
              <li key={addressee}>{addressee}</li>
            ))}
          </ul>
        </div>
      )}
      <p>{letter.opening}</p>
      {letter.items.map((item, index) => (
        <section key={item.label}>
          <p>
            <strong>
              {index + 1}. {item.label}:
            </strong>{' '}
            {item.lines[0]}
          </p>
          {item.lines.slice(1).map((line) => (
            <p key={line}>{line}</p>
          ))}
          {item.table && <SheetTable table={item.table} />}
        </section>
      ))}
      {letter.closing.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <div className="sheet-foot">
        <div className="sheet-copies">
          <p>
            <strong>
              <em>{t('letter.copies')}</em>
            </strong>
          </p>
          <ul>
            {letter.copies.map((copy) => (
              <li key={copy}>{copy}</li>
            ))}
          </ul>
        </div>
        <div className="sheet-signature">
          <p className="is-capitals">
            <strong>{letter.signerTitle}</strong>
          </p>
          <p>
            <strong>{letter.signerName}</strong>
          </p>
        </div>
      </div>
      {letter.annex && (
        <section className="sheet-annex">
          <p className="sheet-to">
            <strong>{letter.annex.title}</strong>
          </p>
          <SheetTable table={letter.annex.table} />
        </section>
      )}
    </article>
  );
}

/** More rows than these are folded on the screen; on paper they all are. */
const rowsShown = 10;

function SheetTable({ table }: { table: LetterTable }) {
  const { t } = useTranslation('notices');
  const [open, setOpen] = useState(false);
  const isLong = table.rows.length > rowsShown + 2;
  return (
    <>
      <SheetRows table={table} isFolded={isLong && !open} />
      {isLong && (
        <Button className="sheet-fold no-print" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('letter.fold') : t('letter.unfold', { count: table.rows.length })}
        </Button>
      )}
    </>
  );
}

function SheetRows({ table, isFolded }: { table: LetterTable; isFolded: boolean }) {
  return (
    <table className={isFolded ? 'is-folded' : undefined}>
      <colgroup>
        {table.heads.map((head, column) => (
          <col key={head} style={{ width: `${table.widths[column] ?? 0}%` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {table.heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row[0]}>
            {row.map((cell, column) => (
              <td key={table.heads[column]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
