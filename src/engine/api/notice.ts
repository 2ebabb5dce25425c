/** What consoles show of the status service. */
import type {Problem} from '../../errors.ts';

export type ApiNotice =
	| {
			readonly kind: 'listening';
			/** Empty: every address of this host. */
			readonly host: string;
			readonly port: number;
			/** SHA-256 of its certificate. */
			readonly fingerprint: string;
			/**
			 * Where it was made here: somebody has to read it off. It is masked in logs, and the service itself never tells it.
			 */
			readonly token?: string;
	  }
	| {readonly kind: 'failed'; readonly problem: Problem};

export type ApiTold = {readonly type: 'api.told'; readonly api: ApiNotice};
