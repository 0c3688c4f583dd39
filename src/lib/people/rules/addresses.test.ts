import { expect, test } from 'vitest';
import { householdOf, reachOf } from './addresses.ts';

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

test.each([
	['http://localhost:3000', 'machine'],
	['http://127.0.0.1/public/x', 'machine'],
	['http://[::1]:3000', 'machine'],
	['nothing at all', 'machine'],
	['http://192.168.1.20:3000/public/x', 'network'],
	['http://10.0.0.4', 'network'],
	['http://172.31.2.2', 'network'],
	['http://169.254.9.9', 'network'],
	['http://100.64.0.1', 'network'],
	['http://192.0.2.2:3000', 'network'],
	['http://[fe80::1]', 'network'],
	['http://[fd12:3456::1]', 'network'],
	['http://portable-de-zoe:3000', 'network'],
	['http://portable.local', 'network'],
	['http://172.32.0.1', 'everywhere'],
	['http://100.128.0.1', 'everywhere'],
	['http://192.169.1.1', 'everywhere'],
	['http://[2001:db8::1]', 'everywhere'],
	['https://10.fr', 'everywhere'],
	['https://fdesserts.fr', 'everywhere'],
	['https://atelier.exemple.fr', 'everywhere']
])('[PE12] %s is reached from: %s', (address, reach) => expect(reachOf(address)).toBe(reach));
