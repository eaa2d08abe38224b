import type { Messages } from './messages';
import { front } from './ru/front';
import { frame } from './ru/frame';
import { refusals } from './ru/refusals';
import { vocabulary } from './ru/vocabulary';
import { accounts } from './ru/accounts';
import { home } from './ru/home';
import { children } from './ru/children';
import { guardians } from './ru/guardians';
import { consents } from './ru/consents';
import { referrals } from './ru/referrals';
import { team } from './ru/team';
import { assessments } from './ru/assessments';
import { findings } from './ru/findings';
import { conclusions } from './ru/conclusions';
import { plans } from './ru/plans';
import { goals } from './ru/goals';
import { progress } from './ru/progress';
import { assistants } from './ru/assistants';
import { family } from './ru/family';
import { audit } from './ru/audit';
import { directory } from './ru/directory';

export const ru: Messages = {
  front,
  frame,
  refusals,
  vocabulary,
  accounts,
  home,
  children,
  guardians,
  consents,
  referrals,
  team,
  assessments,
  findings,
  conclusions,
  plans,
  goals,
  progress,
  assistants,
  family,
  audit,
  directory,
};
