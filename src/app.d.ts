declare global {
	namespace App {
		interface Error {
			message: string;
			id?: string;
		}
		interface Locals {
			requestId: string;
			isDatabaseAway?: true;
			/** something went wrong here that nobody foresaw */
			isBroken?: true;
		}
	}
}

export {};
