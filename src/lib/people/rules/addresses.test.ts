import { expect, test } from 'vitest';
import { householdOf } from './addresses.ts';

test.each([
	['192.0.2.7', '192.0.2.7'],
	['::ffff:192.0.2.7', '192.0.2.7'],
	['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
	['2001:DB8:1:2::', '2001:db8:1:2::/64'],
	['2001:0db8:0001:0002:ffff::1', '2001:db8:1:2::/64'],
	['2001:db8::1', '2001:db8:0:0::/64'],
	['::1', '0:0:0:0::/64'],
	['fe80::1%eth0', 'fe80:0:0:0::/64'],
	// what is no address is itself, and never another's
	['unknown', 'unknown'],
	['1::2::3', '1::2::3'],
	['', '']
])('[PE9] %s counts as %s', (address, household) => expect(householdOf(address)).toBe(household));
