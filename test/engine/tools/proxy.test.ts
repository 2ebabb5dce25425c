/** A proxy is tried for a minute, then put back or kept; a password of it is shown nowhere. */
import {mkdtempSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import type {ToolContext} from '../../../src/engine/tools/context.ts';
import {endProxy, tryProxy} from '../../../src/engine/tools/deeds/proxy.ts';
import {nothingKnown} from '../../../src/engine/tools/known.ts';
import {proxyChangeSchema, shownProxy} from '../../../src/engine/tools/proxy-change.ts';
import {openProxyTrial} from '../../../src/engine/tools/proxy-trial.ts';
import type {Secret} from '../../../src/secret.ts';
import {realSystem} from '../../../src/system/real.ts';
import {maskSecrets} from '../../../src/system/redacted.ts';

const doing = {signal: new AbortController().signal, tell: () => {}};
const old = 'http://old.example.com:3128';
const planted = 'Planted%2FPassword1';
const next = `http://user:${planted}@new.example.com:3128`;

const open = (serves: ToolContext['serves'] = 'install') => {
	const root = mkdtempSync(join(tmpdir(), 'proxy-'));
	const ending = new AbortController();
	onTestFinished(() => {
		ending.abort();
		rmSync(root, {recursive: true});
	});
	const real = realSystem({PATH: process.env['PATH'], HTTPS_PROXY: old, NO_PROXY: '.lab.test'});
	let passed = Promise.withResolvers<void>();
	const {files, clock} = real;
	const system: typeof real = {
		...real,
		clock: {
			...clock,
			sleep: (_durationMs, signal) =>
				Promise.race([
					passed.promise,
					new Promise<void>((_, reject) =>
						signal?.addEventListener('abort', () => reject(signal.reason)),
					),
				]),
		},
		files: {
			...files,
			makeDirectory: (path, mode) => files.makeDirectory(join(root, path), mode),
			writeText: (path, text, mode) => files.writeText(join(root, path), text, mode),
		},
	};
	const secrets: Secret[] = [];
	const context: ToolContext = {
		system,
		serves,
		stateDirectory: root,
		state: () => nothingKnown,
		proxyTrial: openProxyTrial(system, ending.signal),
		remember: (found) => secrets.push(...found),
	};
	const httpsProxy = async () => {
		const {stdout} = await system.run({program: 'printenv', args: ['https_proxy']});
		return stdout.trim();
	};
	const passTime = (): void => {
		passed.resolve();
		passed = Promise.withResolvers<void>();
	};
	return {context, secrets, httpsProxy, passTime, keptAt: join(root, 'etc/ibi-console/proxy.env')};
};

test('the next program goes through it, and when nobody keeps it the old one is back', async () => {
	const {context, httpsProxy, passTime} = open();
	const {until} = await tryProxy.do(context, {httpsProxy: next}, doing);
	expect(Date.parse(until)).toBeGreaterThan(Date.now());
	expect(await httpsProxy()).toBe(next);
	expect(context.system.proxy.get().noProxy).toBe('.lab.test');
	passTime();
	await vi.waitFor(async () => expect(await httpsProxy()).toBe(old));
	await expect(endProxy.do(context, {how: 'keep'}, doing)).rejects.toMatchObject({
		code: 'TRIAL_OVER',
	});
});

test('what is kept on a live system is where its units look for it, readable by root only', async () => {
	const {context, httpsProxy, passTime, keptAt} = open();
	await tryProxy.do(context, {httpsProxy: next, noProxy: ''}, doing);
	await endProxy.do(context, {how: 'keep'}, doing);
	passTime();
	expect(await httpsProxy()).toBe(next);
	expect(readFileSync(keptAt, 'utf8')).toBe(`HTTPS_PROXY="${next}"\nhttps_proxy="${next}"\n`);
	expect(statSync(keptAt).mode & 0o777).toBe(0o600);
});

test('at the edge nothing is written: the site has a proxy of its own', async () => {
	const {context, httpsProxy, keptAt} = open('deploy');
	await tryProxy.do(context, {httpsProxy: ''}, doing);
	await expect(httpsProxy()).rejects.toThrow();
	await endProxy.do(context, {how: 'keep'}, doing);
	expect(() => statSync(keptAt)).toThrow('ENOENT');
});

test('a second trial begins from what was there before the first, and is put back at once', async () => {
	const {context, httpsProxy} = open();
	await tryProxy.do(
		context,
		{httpsProxy: 'http://wrong.example.com', noProxy: 'wrong.example.com'},
		doing,
	);
	await tryProxy.do(context, {httpsProxy: next}, doing);
	expect(context.system.proxy.get().noProxy).toBe('.lab.test');
	await endProxy.do(context, {how: 'revert'}, doing);
	expect(await httpsProxy()).toBe(old);
});

test('the password is masked in every spelling, and nothing that is shown has it', async () => {
	const {context, secrets} = open();
	await tryProxy.do(context, {httpsProxy: next}, doing);
	const plain = decodeURIComponent(planted);
	const sent = Buffer.from(`user:${plain}`).toString('base64');
	const said = `${next} ${planted} ${plain} Proxy-Authorization: Basic ${sent}`;
	const shown = [
		maskSecrets(said, secrets),
		JSON.stringify(shownProxy(context.system.proxy.get())),
	];
	for (const secret of [planted, plain, sent]) expect(shown.join()).not.toContain(secret);
	expect(shown[1]).toContain('http://user:<redacted>@new.example.com:3128');
	expect(tryProxy.about({httpsProxy: next})).toBe('new.example.com:3128');
});

test.each([
	{httpsProxy: 'new.example.com:3128'},
	{httpsProxy: 'ftp://new.example.com'},
	{httpsProxy: 'http://user:<redacted>@new.example.com'},
	{httpProxy: 'http://a.example.com/"\nX=1'},
	{noProxy: 'not a host'},
	{noProxy: '$(reboot)'},
	{other: 'x'},
])('%o is no proxy', (wrong) => {
	expect(proxyChangeSchema.safeParse(wrong).success).toBe(false);
});
