/** Organisations and people for the administrator, the indicators' definitions for observers. */
export const directory = {
  organisations: {
    title: 'Organisations',
    count: { one: '{n} organisation', other: '{n} organisations' },
    columns: { name: 'Name', kind: 'Kind', locality: 'Place', staff: 'Staff' },
    rural: 'rural',
    empty: { title: 'No organisation found', text: 'Try fewer letters, or clear the search.' },
  },
  people: {
    title: 'People',
    lead: 'Accounts and places of work. Nothing about children is shown here.',
    count: { one: '{n} place of work', other: '{n} places of work' },
    columns: { name: 'Name', role: 'Role', organisation: 'Organisation', state: 'State' },
    states: { working: 'Working', waiting: 'Invited, no password yet', disabled: 'Disabled' },
    empty: { title: 'Nobody found', text: 'Try fewer letters, or clear the search.' },
  },
  indicators: {
    title: 'Indicators',
    lead: 'What is counted and how. Numbers come from the weekly table; none has been published yet.',
    formula: 'How it is counted',
    unit: 'Unit',
    better: 'Better when',
    directions: { up: 'higher', down: 'lower', one: 'near one', zero: 'near zero' },
    noNumber: 'no number yet',
  },
};
