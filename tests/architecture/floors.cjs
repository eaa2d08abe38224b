/** Which floor may import which (docs/decisions/002-floors.md). The first floor that matches a file is its floor. */
const SHARED_SERVICES = 'context|forecasting|ties|audit|notices|milestones|heads|plan-heads|readings|editions|settings|queueing|registering|recommending|checking|concluding|scheduling|section-parts|case-access|case-examination|case-happenings|case-plan';

const FLOORS = {
  '^db/vocabulary': [],
  '^db/': ['^db/'],
  '^app/domain/': ['^app/domain/', '^db/vocabulary'],
  '^app/services/': [`^app/services/(${SHARED_SERVICES})(\\.server)?\\.ts$`, '^app/domain/', '^db/'],
  '^app/http/': ['^app/http/', '^app/services/', '^app/i18n/', '^app/domain/', '^db/'],
  '^app/i18n/': ['^app/i18n/', '^app/domain/'],
  '^app/components/': ['^app/components/', '^app/i18n/', '^app/domain/'],
  '^app/papers/': ['^app/papers/', '^app/i18n/', '^app/domain/'],
  '^app/(routes/|root|entry)': ['^app/components/', '^app/http/', '^app/services/', '^app/papers/', '^app/i18n/', '^app/domain/', '^app/styles\\.css$'],
  '^bin/': ['^bin/', '^app/(http|services|papers|domain)/', '^db/'],
};

const LIBRARIES = {
  'drizzle-orm': '^(db|app/services)/',
  'better-sqlite3': '^db/connection\\.server',
  lucia: '^app/http/session\\.server',
  '@node-rs/argon2': '^app/http/password\\.server',
  ics: '^app/papers/',
  'react-hook-form': '^app/components/',
  '@hookform/resolvers': '^app/components/',
  'write-excel-file': '^app/papers/',
  'd3-scale': '^app/components/',
  'd3-shape': '^app/components/',
  '@remix-run/node': '^(app/(http|routes|entry\\.server|root)|bin/)',
  '@remix-run/react': '^app/(components|routes|root|entry\\.)',
  pdfmake: '^app/papers/',
  '@expo-google-fonts': '^app/papers/',
  qrcode: '^app/papers/',
  zod: '^app/(domain|http|routes)/',
};

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const floors = Object.entries(FLOORS).map(([floor, stairs], index, all) => ({
  name: `floor ${floor}`,
  severity: 'error',
  from: { path: floor, pathNot: all.slice(0, index).map(([earlier]) => earlier) },
  to: { path: '^(app|db|bin)/', pathNot: stairs },
}));

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const libraries = Object.entries(LIBRARIES).map(([library, home]) => ({
  name: `${library} stays at home`,
  severity: 'error',
  from: { path: '^(app|db|bin)/', pathNot: home },
  to: { path: `node_modules/${library}/` },
}));

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const shape = [
  { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'no orphans',
    severity: 'error',
    from: { orphan: true, path: '^(app|db)/', pathNot: ['^app/(routes|root|entry)', '\\.config\\.ts$', '\\.css$'] },
    to: {},
  },
  {
    name: 'the domain and the services reach for nothing outside',
    severity: 'error',
    from: { path: '^app/(domain|services)/' },
    to: { path: '^(node:)?(fs|net|http|https|child_process|dns|worker_threads|timers)' },
  },
];

module.exports = {
  forbidden: [...floors, ...libraries, ...shape],
  options: { tsConfig: { fileName: 'tsconfig.json' }, tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } },
};
