// The capacities of the people of a workshop, in words.
import { m } from '../../words/messages.js';

export const capacityNames: Readonly<Record<string, () => string>> = {
	juror: m.workshop_record_capacity_juror,
	prescriber: m.workshop_record_capacity_prescriber,
	buyer: m.workshop_record_capacity_buyer,
	'elected-official': m.workshop_record_capacity_elected_official,
	contractor: m.workshop_record_capacity_contractor,
	reservist: m.workshop_record_capacity_reservist,
	observer: m.workshop_record_capacity_observer
};
