/**
 * What a seed tells beside its manifest.json, in a file of our own: `/var/seed_data/ibi-console.json`, with `kinds`
 * (as `apps/v1/Deployment`) and `hasKubeadminSecret`. Seeds of other tools have none.
 */
import {z} from 'zod';
import {type Fact, known, unknown} from '../../hardware/facts.ts';
import type {System} from '../../system/types.ts';
import {parseAnswer} from '../../tools/answer.ts';
import {seedDirectory} from '../steps/edge/layout.ts';
import type {SeedNotes} from './facts.ts';

const notesPath = `${seedDirectory}/ibi-console.json`;

const notesShape = z.looseObject({
	kinds: z.array(z.string()).exactOptional(),
	hasKubeadminSecret: z.boolean().exactOptional(),
});

export const readSeedNotes = async (system: System): Promise<Fact<SeedNotes>> => {
	if ((await system.files.stat(notesPath)) === undefined) {
		return unknown('the seed has no notes beside its manifest');
	}
	const {kinds, hasKubeadminSecret} = parseAnswer(
		notesPath,
		await system.files.readText(notesPath),
		notesShape,
	);
	return known({
		...(kinds !== undefined && {kinds}),
		...(hasKubeadminSecret !== undefined && {hasKubeadminSecret}),
	});
};
