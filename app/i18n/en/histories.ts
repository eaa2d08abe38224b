export const histories = {
  title: 'Conclusions of other PMPCs',
  lead: 'Only conclusions, never the sections of specialists, and only while a parent or legal representative lets this PMPC read them.',
  agreed: 'The family lets this PMPC read since {day}. They may take it back any day.',
  none: 'No other PMPC has issued a conclusion about this child in Qadam.',
  closed: {
    title: 'Closed without the family’s consent',
    text: 'If the child was examined elsewhere, the family may let this PMPC read those conclusions: electronically or on paper. Whether there are any is not told before.',
    record: 'Record a paper',
  },
  number: '№ {number} of {day}',
  until: 'valid until {day}',
};
