/** A label as a word inside a sentence: its first letter small, unless it begins with an abbreviation such as ПМПК. */
export function inSentence(label: string): string {
  const second = label.charAt(1);
  const isAbbreviation = second !== second.toLowerCase();
  return isAbbreviation ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
