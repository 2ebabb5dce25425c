/** Which logs there are, and how grave a line must be; screens offer them, and looks take nothing else. */
export const logSources = ['boot', 'before', 'kernel', 'engine'] as const;

export const logSeverities = ['all', 'warning', 'error'] as const;
