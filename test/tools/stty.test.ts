import {expect, test} from 'vitest';
import {parseStty, readLineCommand} from '../../src/tools/stty.ts';

const serial = `speed 115200 baud; rows 0; columns 0; line = 0;
intr = ^C; quit = ^\\; erase = ^?; kill = ^U; eof = ^D; eol = <undef>;
-parenb -parodd -cmspar cs8 hupcl -cstopb cread clocal -crtscts
`;

test('the speed of a line and the size that nobody has set', () => {
	expect(parseStty(serial)).toEqual({speedBaud: 115_200, columns: 0, rows: 0});
});

test('the size of a window', () => {
	expect(parseStty('speed 38400 baud; rows 43; columns 132; line = 0;')).toEqual({
		speedBaud: 38_400,
		columns: 132,
		rows: 43,
	});
});

test('a line that hung up has no speed', () => {
	expect(parseStty('speed 0 baud; rows 24; columns 80;').speedBaud).toBeUndefined();
});

test('it is asked of the line by its name, and changes nothing', () => {
	expect(readLineCommand('/dev/ttyS0').args).toEqual(['--file=/dev/ttyS0', '--all']);
});
