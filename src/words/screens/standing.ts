/** Words of what stands around the work: who may ask, who may do more, and a console that nobody has touched for long. */
export const standingWords = {
	shell: {
		opened: 'This is a shell with every right of root. The work goes on meanwhile.',
		back: 'To come back to the console: exit, or Ctrl-D.',
	},
};
