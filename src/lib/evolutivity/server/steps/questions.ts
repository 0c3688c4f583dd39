// Questions of clarification: those of the workshop, about the scenarios.
import type { StepServer } from '../../../gatherings/server/step.ts';
import { step as clarification } from '../../../workshop/server/steps/clarification.ts';

export const step: StepServer = clarification;
