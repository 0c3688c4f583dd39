// How the templates that come with the workshop are called: on the screens, in the copies that are made of them and in their files.
import { m } from '../../words/messages.js';
import type { ShippedTemplate } from '../rules/templates.ts';

const shipped = {
	'demi-journee': { name: () => m.templates_shipped_half_day(), description: () => m.templates_shipped_half_day_text() },
	'deux-heures': { name: () => m.templates_shipped_two_hours(), description: () => m.templates_shipped_two_hours_text() }
} satisfies Record<ShippedTemplate, { name: () => string; description: () => string }>;

export const shippedWords = (key: ShippedTemplate): { readonly name: string; readonly description: string } => ({ name: shipped[key].name(), description: shipped[key].description() });
