import { nothingHere, publicAction, publicLoader } from '~/http/door.server';

export const loader = publicLoader(() => nothingHere());

export const action = publicAction(() => nothingHere());

export default function NothingHere() {
  return null;
}
