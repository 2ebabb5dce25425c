/** agetty: login prompts that wait print their text anew. */
import type {System} from '../system/types.ts';

const timeoutMs = 5000;

export const reloadIssues = async (system: System, signal: AbortSignal): Promise<void> => {
	await system.run({program: 'agetty', args: ['--reload']}, {signal, timeoutMs});
};
