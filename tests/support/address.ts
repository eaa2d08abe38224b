import { randomInt } from 'node:crypto';

/** An address to come from: people of the demo do not share one line, and the limiter counts sign-ins of each. */
export function newAddress(): string {
  return `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;
}
