/** Answers of programs in JSON, parsed at the border: what does not have the expected shape is refused. */
import {z} from 'zod';
import {InstallError} from '../errors.ts';

export const parseAnswer = <Shape extends z.ZodType>(
	program: string,
	text: string,
	shape: Shape,
): z.output<Shape> => {
	const result = shape.safeParse(parseJson(program, text));
	if (result.success) {
		return result.data;
	}
	const why = `it has not the expected shape (${z.prettifyError(result.error)})`;
	throw new InstallError('OUTPUT_UNREADABLE', {program, why}, {cause: result.error});
};

const parseJson = (program: string, text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new InstallError('OUTPUT_UNREADABLE', {program, why: 'it is not JSON'}, {cause});
	}
};
