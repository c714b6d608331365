import type { TFunction } from 'i18next';
import type { SiteDifference } from './siteQueries';
import { vi } from './texts.vi';

type Translate = TFunction<'sites'>;

/** A value as people read it: enumerations in words, nothing as "để trống". */
function valueText(value: string | null | undefined, t: Translate): string {
  if (value === null || value === undefined) return t('history.emptyValue');
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (day) return `${day[3]}/${day[2]}/${day[1]}`;
  return value in vi.values ? t(`values.${value as keyof typeof vi.values}`) : value;
}

function fieldText(block: string | null | undefined, field: string, t: Translate): string {
  const place: Record<string, unknown> | string | undefined = block
    ? ((vi.fields as Record<string, unknown>)[block] as Record<string, unknown>)
    : vi.fields;
  const known = typeof place === 'object' && typeof place[field] === 'string';
  if (!known) return field;
  return String(t((block ? `fields.${block}.${field}` : `fields.${field}`) as 'fields.name'));
}

/** Such as "Đầu mối liên hệ – Y Thông – Điện thoại: 0905 123 456 → 0905 999 888". */
export function differenceText(difference: SiteDifference, t: Translate): string {
  const { block, entry, field, before, after } = difference;
  const where = block && block in vi.blocks ? t(`blocks.${block as keyof typeof vi.blocks}`) : null;
  if (!field) {
    const what = valueText(entry, t);
    return [
      where,
      after === null || after === undefined ? t('history.removed', { what }) : t('history.added', { what }),
    ]
      .filter(Boolean)
      .join(' – ');
  }
  const label = [where, entry ? valueText(entry, t) : null, fieldText(block, field, t)].filter(Boolean).join(' – ');
  return `${label}: ${valueText(before, t)} → ${valueText(after, t)}`;
}
