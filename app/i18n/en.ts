import { front } from './en/front';
import { frame } from './en/frame';
import { refusals } from './en/refusals';
import { vocabulary } from './en/vocabulary';
import { accounts } from './en/accounts';
import { home } from './en/home';
import { children } from './en/children';
import { guardians } from './en/guardians';
import { consents } from './en/consents';
import { referrals } from './en/referrals';
import { team } from './en/team';
import { assessments } from './en/assessments';
import { findings } from './en/findings';
import { conclusions } from './en/conclusions';
import { plans } from './en/plans';
import { goals } from './en/goals';
import { progress } from './en/progress';
import { assistants } from './en/assistants';
import { family } from './en/family';
import { audit } from './en/audit';
import { directory } from './en/directory';

export const en = {
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
