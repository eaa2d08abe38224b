import { createHash, randomBytes } from 'node:crypto';
import type { Tx } from '#db/client.server';
import { conclusionChecks } from '#db/schema';
import { CHECK_LETTERS, CHECK_LENGTH } from '~/domain/checks';
import type { Context } from './context';

/**
 * Makes what a holder of the paper checks it by: an unguessable address and the digest of the text as issued. Called
 * once, in the transaction of the issue.
 * @param text the canonical text of the issued conclusion
 */
export async function checkFor(ctx: Context, tx: Tx, conclusionId: string, text: string): Promise<void> {
  const token = [...randomBytes(CHECK_LENGTH)].map((byte) => CHECK_LETTERS[byte % CHECK_LETTERS.length]).join('');
  const digest = createHash('sha256').update(text).digest('hex');
  await tx.insert(conclusionChecks).values({ token, conclusionId, digest, createdAt: ctx.now });
}
