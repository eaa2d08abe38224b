import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cellFor, POLICY, ROLES, whyNotAllowed, type Action, type Role, type Tie } from '~/domain/permissions';

const COLUMN: Record<Role, string> = {
  pmpc_specialist: 'SP', pmpc_coordinator: 'CP', teacher: 'T', assistant: 'TA', school_coordinator: 'CS', parent: 'P', administrator: 'A', observer: 'O',
};

const matrix = parseCsv(readFileSync('app/domain/access-matrix.csv', 'utf8'));

test('the policy is the access matrix: every row, every cell, and how it is recorded', () => {
  expect(Object.keys(POLICY).sort()).toEqual(matrix.map(({ id }) => id).sort());
  for (const line of matrix) {
    const row = POLICY[line.id as Action];
    expect(Object.fromEntries(ROLES.map((role) => [COLUMN[role], row.text[role]])), line.id).toEqual(
      Object.fromEntries(ROLES.map((role) => [COLUMN[role], line[COLUMN[role]]])),
    );
    expect(row.audit, line.id).toBe(line.audit);
  }
});

test('without any tie nobody reaches anything but what is for all', () => {
  for (const action of Object.keys(POLICY) as Action[]) {
    for (const role of ROLES) {
      const cell = cellFor({ role, duty: null }, action);
      const whyNot = whyNotAllowed({ role, duty: null, specialty: null }, action, {});
      const open = cell.scope === 'all' && !cell.again;
      expect(whyNot, `${action} as ${role}`).toBe(open ? null : 'not-found');
    }
  }
});

test('with every tie, a cell of the matrix that says no still says no', () => {
  const everything: Tie = { mine: true, family: true, assigned: true, here: true, shared: true, issued: true, second: true };
  for (const action of Object.keys(POLICY) as Action[]) {
    for (const role of ROLES) {
      if (POLICY[action].text[role] !== '–') continue;
      expect(whyNotAllowed({ role, duty: null, specialty: 'neurologist' }, action, everything), `${action} as ${role}`).toBe('not-found');
    }
  }
});

test('each granted cell opens with its own tie and with no other', () => {
  const TIE: Record<string, Tie> = {
    mine: { mine: true }, family: { family: true }, assigned: { assigned: true }, here: { here: true }, place: { here: true },
  };
  for (const action of Object.keys(POLICY) as Action[]) {
    for (const role of ROLES) {
      const cell = cellFor({ role, duty: null }, action);
      const own = TIE[cell.scope];
      if (!own || cell.again) continue;
      const facts = { issued: true, second: true };
      expect(whyNotAllowed({ role, duty: null, specialty: 'neurologist' }, action, { ...own, ...facts }), `${action} as ${role}`).toBeNull();
      for (const [scope, tie] of Object.entries(TIE)) {
        const same = Object.keys(tie)[0] === Object.keys(own)[0];
        if (same || scope === cell.scope) continue;
        expect(whyNotAllowed({ role, duty: null, specialty: 'neurologist' }, action, { ...tie, ...facts }), `${action} as ${role} tied by ${scope}`).toBe('not-found');
      }
    }
  }
});

test('a shared draft opens only when it is shared, and to a tied reader', () => {
  const parent = { role: 'parent', duty: null, specialty: null } as const;
  expect(whyNotAllowed(parent, 'plan-draft.open', { family: true })).toBe('not-found');
  expect(whyNotAllowed(parent, 'plan-draft.open', { shared: true })).toBe('not-found');
  expect(whyNotAllowed(parent, 'plan-draft.open', { family: true, shared: true })).toBeNull();
});

test('two-person deeds wait for the second person', () => {
  const head = { role: 'pmpc_coordinator', duty: 'head', specialty: null } as const;
  expect(whyNotAllowed(head, 'conclusion.issue', { here: true, second: false })).toBe('needs-second-person');
  expect(whyNotAllowed(head, 'conclusion.issue', { here: true, second: true })).toBeNull();
});

test('a registrar keeps the desk: no finding, no conclusion, nothing medical', () => {
  const registrar = { role: 'pmpc_coordinator', duty: 'registrar', specialty: null } as const;
  for (const action of ['finding.open-others', 'finding.open-medical', 'conclusion.draft', 'conclusion.open', 'conclusion.issue', 'audit.child'] as const) {
    expect(whyNotAllowed(registrar, action, { here: true, second: true }), action).toBe('not-found');
  }
  expect(whyNotAllowed(registrar, 'child.register', { here: true })).toBeNull();
});

test('the medical section is written by medical specialties only', () => {
  const member = { role: 'pmpc_specialist', duty: null } as const;
  expect(whyNotAllowed({ ...member, specialty: 'psychologist' }, 'finding.record-medical', { assigned: true })).toBe('not-found');
  expect(whyNotAllowed({ ...member, specialty: 'neurologist' }, 'finding.record-medical', { assigned: true })).toBeNull();
});

function parseCsv(text: string): Record<string, string>[] {
  const [head = [], ...lines] = text.trim().split('\n').map(cells);
  return lines.map((line) => Object.fromEntries(line.map((value, column) => [head[column] ?? '', value])));
}

function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}
