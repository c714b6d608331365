import dayjs, { type Dayjs } from 'dayjs';
import type { components } from '../../api/schema';
import type { Site } from './siteQueries';

type Schemas = components['schemas'];

/** The form's rows: like the server's entries, but each may still be empty. */
type Row<T> = Partial<T> | undefined;

export interface SiteFormValues {
  name: string;
  place: string;
  validFrom: Dayjs;
  validTo: Dayjs | null;
  squareMetres: number | null;
  roomKind?: Schemas['RoomKind'] | null;
  sound?: Schemas['RoomSound'] | null;
  equipment?: Schemas['RoomEquipment'] | null;
  defaultLayout?: Schemas['SiteLayout'] | null;
  contacts: Row<Schemas['SiteContact']>[];
  devices: Row<Schemas['SiteDevice']>[];
  lines: Row<Schemas['SiteLine']>[];
  addressRanges: Row<Schemas['SiteAddressRange']>[];
  cameraPresets: Row<Schemas['CameraPreset']>[];
}

export type SiteFields = Schemas['SiteFields'];

export const deviceKinds = [
  'decoder',
  'camera',
  'display',
  'audio',
  'accessories',
  'dedicatedLine',
  'backupLine',
] as const satisfies readonly Schemas['DeviceKind'][];
export const lineKinds = ['slcd', 'internet', 'backup'] as const satisfies readonly Schemas['LineKind'][];
const expectedContacts = ['leader', 'technician', 'technician'] as const;

/** What the form shows: everything the site says, and an empty row for each thing that is expected and not there yet. */
export function formValuesOf(site: Site): SiteFormValues {
  const { summary, description } = site;
  const contacts = description.contacts ?? [];
  const devices = description.devices ?? [];
  const lines = description.lines ?? [];
  const missingContacts = [...expectedContacts];
  for (const { role } of contacts) {
    const place = missingContacts.indexOf(role);
    if (place >= 0) missingContacts.splice(place, 1);
  }
  return {
    name: summary.name,
    place: summary.place,
    validFrom: dayjs(summary.validFrom),
    validTo: summary.validTo ? dayjs(summary.validTo) : null,
    squareMetres: description.squareMetres ?? null,
    roomKind: description.roomKind ?? null,
    sound: description.sound ?? null,
    equipment: description.equipment ?? null,
    defaultLayout: description.defaultLayout ?? null,
    contacts: [...contacts, ...missingContacts.map((role) => ({ role }))],
    devices: [
      ...devices,
      ...deviceKinds.filter((kind) => !devices.some((device) => device.kind === kind)).map((kind) => ({ kind })),
    ].sort((a, b) => deviceKinds.indexOf(a.kind) - deviceKinds.indexOf(b.kind)),
    lines: [
      ...lines,
      ...lineKinds.filter((kind) => !lines.some((line) => line.kind === kind)).map((kind) => ({ kind })),
    ],
    addressRanges: description.addressRanges?.length ? description.addressRanges : [{ line: 'slcd' }],
    cameraPresets: description.cameraPresets?.length ? description.cameraPresets : [{ view: 'chair' }],
  };
}

/**
 * The rows that stand for what every site is asked for: the first leader, the first two technicians, the first device and line of its kind.
 * What such a row is for is not chosen, and it is emptied instead of removed.
 */
export function isExpected(
  name: 'contacts' | 'devices' | 'lines',
  rows: readonly (object | undefined)[],
  index: number,
): boolean {
  const of = (row: { role?: string; kind?: string } | undefined) => (name === 'contacts' ? row?.role : row?.kind);
  const mine = of(rows[index]);
  const earlier = rows.slice(0, index).filter((row) => of(row) === mine).length;
  const asked = name === 'contacts' ? expectedContacts.filter((role) => role === mine).length : 1;
  return mine !== undefined && earlier < asked;
}

/** The rows in which something was said besides what the row is for. */
function filled<T extends object>(rows: Row<T>[] | undefined, given: readonly string[]): T[] {
  return (rows ?? []).filter((row): row is T =>
    Object.entries(row ?? {}).some(
      ([field, value]) => !given.includes(field) && value !== null && value !== undefined && value !== '',
    ),
  );
}

/** The form without its empty rows, so that the server's "contacts[1]" is the form's, too. */
export function withoutEmptyRows(values: SiteFormValues): SiteFormValues {
  return {
    ...values,
    contacts: filled(values.contacts, ['id', 'role']),
    devices: filled(values.devices, ['id', 'kind']),
    lines: filled(values.lines, ['id', 'kind']),
    addressRanges: filled(values.addressRanges, ['id', 'line']),
    cameraPresets: filled(values.cameraPresets, ['id', 'view']),
  };
}

const isoDay = 'YYYY-MM-DD';

export function requestOf(values: SiteFormValues, version: number): SiteFields {
  const { name, place, validFrom, validTo, contacts, devices, lines, addressRanges, cameraPresets, ...room } =
    withoutEmptyRows(values);
  return {
    name,
    place,
    validFrom: validFrom.format(isoDay),
    validTo: validTo?.format(isoDay) ?? null,
    version,
    description: {
      ...room,
      contacts: contacts as Schemas['SiteContact'][],
      devices: devices as Schemas['SiteDevice'][],
      lines: lines as Schemas['SiteLine'][],
      addressRanges: addressRanges.map((range) => ({
        ...range,
        line: range?.line ?? 'slcd',
      })) as Schemas['SiteAddressRange'][],
      cameraPresets: cameraPresets.map((preset) => ({
        ...preset,
        view: preset?.view ?? 'chair',
      })) as Schemas['CameraPreset'][],
    },
  };
}

/** "contacts[0].phone" → ['contacts', 0, 'phone'] */
export function fieldPath(field: string): (string | number)[] {
  return field
    .split(/[.[\]]+/)
    .filter(Boolean)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
