/** What the status service says to programs that ask it something which it does not answer. */
export const statusServiceWords = {
	noToken: 'The bearer token is missing or wrong.',
	noSuchPath: (paths: readonly string[]) => `Nothing is here. There are ${paths.join(', ')}.`,
	readOnly: 'This service only tells: GET is the only method.',
	bundling: 'A support bundle is being made for another reader. Ask again later.',
	noBundle: 'This engine makes no support bundle.',
};
