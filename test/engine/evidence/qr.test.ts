/** The QR code of the photo card, read by another library than the one that drew it. */
import fc from 'fast-check';
import jsQR from 'jsqr';
import {expect, test} from 'vitest';
import {
	type CardIds,
	type QrMatrix,
	qrOf,
	qrText,
	readQrText,
} from '../../../src/engine/evidence/qr.ts';
import {problems} from '../../../src/words/problems.ts';
import {stepNames} from '../../../src/words/steps.ts';

const card: CardIds = {
	code: 'DISK_BUSY',
	step: 'disk.add-containers-partition',
	at: '2026-11-21T09:14:03.000Z',
	runId: '0123456789abcdef',
	version: '0.1.0',
	serial: 'SGH123XYZ',
};

/** As a camera sees it: four points a module, dark on light. */
const scanned = (matrix: QrMatrix): string | undefined => {
	const scale = 4;
	const side = matrix.length * scale;
	const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
	for (let y = 0; y < side; y += 1) {
		for (let x = 0; x < side; x += 1) {
			const isDark = matrix[Math.floor(y / scale)]?.[Math.floor(x / scale)];
			pixels.fill(isDark ? 0 : 255, (y * side + x) * 4, (y * side + x) * 4 + 3);
		}
	}
	return jsQR.default(pixels, side, side)?.data;
};

test('a camera reads what the card says, whole in version 4', () => {
	const matrix = qrOf(card, 41);
	expect(matrix).toHaveLength(41);
	expect(readQrText(scanned(matrix ?? []) ?? '')).toEqual({...card, runId: '01234567'});
});

test('in the rows of a small screen there is what matters most, in version 3', () => {
	const matrix = qrOf(card, 38);
	expect(matrix).toHaveLength(37);
	const {code, step, at, runId} = card;
	expect(readQrText(scanned(matrix ?? []) ?? '')).toMatchObject({
		code,
		step,
		at,
		runId: runId?.slice(0, 8),
	});
});

test('where even the smallest does not fit there is none', () => {
	expect(qrOf(card, 36)).toBeUndefined();
});

test('the error and the step of every failure fit into version 3', () => {
	const longest = (names: readonly string[]): string =>
		names.reduce((most, name) => (name.length > most.length ? name : most));
	const worst = {...card, code: longest(Object.keys(problems)), step: longest(stepNames)};
	expect(readQrText(qrText(worst, 77) ?? '')).toMatchObject({code: worst.code, step: worst.step});
});

test('any ids that a host may have are read back, in the characters that there are', () => {
	const text = fc.string({minLength: 1, maxLength: 12, unit: 'grapheme'});
	fc.assert(
		fc.property(text, text, (serial, version) => {
			const found = scanned(qrOf({...card, serial, version}, 41) ?? []);
			expect(readQrText(found ?? '')).toMatchObject({
				code: card.code,
				step: card.step,
				at: card.at,
			});
		}),
		{numRuns: 10},
	);
});

test('another text is none of ours', () => {
	expect(readQrText('https://example.com')).toBeUndefined();
});
