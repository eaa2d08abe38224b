import { publicAction } from '~/http/door.server';
import { goTo } from '~/http/redirect.server';
import { signOut } from '~/http/session.server';
import { recordSignIn } from '~/services/accounts.server';

export const action = publicAction(async ({ house, request, visitor }) => {
  const cookie = await signOut(house, request);
  if (visitor) await recordSignIn(house.database, { at: new Date(), accountId: visitor.userId, sessionId: visitor.sessionId, what: 'out' });
  return goTo('/login?out=1', { 'Set-Cookie': cookie, 'Clear-Site-Data': '"cache", "storage"' });
});
