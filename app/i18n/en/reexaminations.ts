export const reexaminations = {
  title: 'Repeated examinations',
  lead: { one: 'Preparation starts {n} day before a conclusion ends.', other: 'Preparation starts {n} days before a conclusion ends.' },
  basis: 'The number of days is an internal aim, worked out from the time for booking and the queue; the PMPC may change it.',
  count: { one: '{n} child', other: '{n} children' },
  show: { start: 'time to start', soon: 'soon', over: 'time is over', all: 'all' },
  filter: 'Show',
  columns: { child: 'Child', place: 'Place of learning', due: 'Conclusion ends', start: 'Start', state: 'State', act: 'Next step' },
  states: { start: 'time to start', soon: 'soon', over: 'time is over', later: 'later' },
  week: 'week of {day}',
  underway: 'a referral is on its way',
  refer: 'Write a referral',
  empty: { title: 'Nobody here', text: 'No conclusion ends in this time.', search: 'Nobody found. Clear the filters or type fewer letters.' },
};
