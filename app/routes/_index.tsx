import { HOME } from '~/domain/accounts';
import { signedInLoader } from '~/http/door.server';
import { goTo } from '~/http/redirect.server';

export const loader = signedInLoader(({ ctx }) => goTo(HOME[ctx.actor.role]));

export default function Index() {
  return null;
}
