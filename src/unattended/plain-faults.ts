/** What is wrong with a document as plain lines: where, what, what was found there and what is accepted. */
import type {DocumentFault} from '../config/document-fault.ts';

export const faultLines = (fault: DocumentFault, document: string): readonly string[] => [
	`  ${fault.isWarning ? 'warning: ' : ''}${placeText(fault, document)}${fault.why}`,
	...detail('found', fault.found),
	...detail('accepted', fault.accepted),
	...detail('example', fault.example),
];

/** The file is told only where it is not the document itself. */
const placeText = ({file, line, field, why}: DocumentFault, document: string): string => {
	const place = [
		...(file === document ? [] : [file]),
		...(line === undefined ? [] : [`line ${line}`]),
	].join(' ');
	const separator = why.startsWith('is ') || why.startsWith('has ') ? ' ' : ': ';
	return `${place === '' ? '' : `${place}: `}${field === undefined ? '' : `${field}${separator}`}`;
};

const detail = (name: string, value: string | undefined): readonly string[] =>
	value === undefined ? [] : [`      ${`${name}:`.padEnd(10)}${value}`];
