/** Digits and letters that nobody mixes up on paper: thirty-two, so five bits each. */
export const CHECK_LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** How long the address of a check is: 140 random bits. */
export const CHECK_LENGTH = 28;

/** Reads the address of a check as people type it from paper; null when it cannot be one. */
export function readCheck(text: string): string | null {
  const token = text.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');
  return token.length === CHECK_LENGTH && [...token].every((letter) => CHECK_LETTERS.includes(letter)) ? token : null;
}

/** The beginning of a digest in groups of four, for two people to compare by eye. */
export function digestGroups(digest: string, groups = 4): string {
  return (digest.match(/.{4}/g) ?? []).slice(0, groups).join(' ');
}
