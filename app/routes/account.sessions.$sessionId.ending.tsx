import { signedInAction } from '~/http/door.server';
import { goTo } from '~/http/redirect.server';
import { endOwnSession } from '~/services/accounts.server';

export const action = signedInAction(async ({ ctx, param }) => {
  await endOwnSession(ctx, param('sessionId'));
  return goTo('/account?done=session#sessions');
});
