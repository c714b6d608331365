import { expect, test } from 'vitest';
import { fieldPath, formValuesOf, isExpected, requestOf } from './siteForm';
import type { Site } from './siteQueries';

const site: Site = {
  version: 3,
  summary: {
    id: 'a',
    unitId: 'b',
    unitName: 'UBND xã Ea Kao',
    name: 'Hội trường',
    label: 'UBND xã Ea Kao – Hội trường',
    place: '',
    validFrom: '2026-07-01',
    validTo: null,
    completeness: 10,
    missing: [],
    changedAt: '2026-11-20T01:00:00Z',
    mayKeep: true,
    isUnseen: false,
  },
  description: {
    squareMetres: null,
    roomKind: null,
    sound: null,
    equipment: null,
    defaultLayout: null,
    contacts: [{ id: 'c', role: 'technician', name: 'Y Thông', position: null, phone: null, zalo: null }],
    devices: [{ id: 'd', kind: 'display', name: 'TV 55"', status: 'inUse', remedy: null, note: null }],
    lines: [],
    addressRanges: [],
    cameraPresets: [],
  },
};

test('the form has an empty row for everything that is expected', () => {
  const values = formValuesOf(site);
  expect(values.contacts.map((row) => row?.role)).toEqual(['technician', 'leader', 'technician']);
  expect(values.devices.map((row) => row?.kind)).toEqual([
    'decoder',
    'camera',
    'display',
    'audio',
    'accessories',
    'dedicatedLine',
    'backupLine',
  ]);
  expect(values.lines).toHaveLength(3);
  expect(values.addressRanges).toEqual([{ line: 'slcd' }]);
  expect(values.cameraPresets).toEqual([{ view: 'chair' }]);
});

test('what a row is for is chosen only where there are more than are asked for', () => {
  const roles = ['technician', 'leader', 'technician', 'technician', 'leader'].map((role) => ({ role }));
  expect(roles.map((_, index) => isExpected('contacts', roles, index))).toEqual([true, true, true, false, false]);
  const kinds = [{ kind: 'camera' }, { kind: 'camera' }, undefined];
  expect(kinds.map((_, index) => isExpected('devices', kinds, index))).toEqual([true, false, false]);
});

test('rows in which nothing was said are not sent', () => {
  const request = requestOf(formValuesOf(site), site.version);
  expect(request.version).toBe(3);
  expect(request.validFrom).toBe('2026-07-01');
  expect(request.description?.contacts?.map((contact) => contact.name)).toEqual(['Y Thông']);
  expect(request.description?.devices?.map((device) => device.id)).toEqual(['d']);
  expect(request.description?.lines).toEqual([]);
  expect(request.description?.addressRanges).toEqual([]);
  expect(request.description?.cameraPresets).toEqual([]);
});

test('an absent device is something that was said', () => {
  const values = formValuesOf(site);
  values.devices = [{ kind: 'backupLine', status: 'absent' }];
  expect(requestOf(values, 3).description?.devices).toEqual([{ kind: 'backupLine', status: 'absent' }]);
});

test('the server’s fields are the form’s', () => {
  expect(fieldPath('contacts[0].phone')).toEqual(['contacts', 0, 'phone']);
  expect(fieldPath('squareMetres')).toEqual(['squareMetres']);
});
