/**
 * The list of the sites of a fleet, YAML or CSV: for each site its name and what its documents say beside those
 * that all sites share. Pure. What is wrong with one site is its own fault and stops no other; the documents
 * themselves are judged when their ISO is made. The format is described in docs/fleet.md.
 */
import {documentLines} from '../../config/document-lines.ts';
import {typeName, unknownKey} from '../../config/faults.ts';
import {isHostName} from '../../config/host-names.ts';
import {loadDocuments} from '../../config/yaml.ts';
import {InstallError} from '../../errors.ts';
import {type CsvRow, parseCsv} from './csv.ts';
import {isPlainObject, type PlainObject, withValueAt} from './documents.ts';

export type FleetSite = {
	/** Of its directory; the name of its cluster too, unless its documents say another. */
	readonly name: string;
	/** Where it stands in the list. */
	readonly line?: number;
	readonly installConfig: PlainObject;
	readonly imageBasedConfig: PlainObject;
	/** Its own objects, in a directory beside the list. */
	readonly extraManifests?: string;
	/** What is wrong with its entry; it is not made. */
	readonly faults: readonly string[];
};

/** @throws InstallError CONFIG_INVALID when it is no list of sites at all */
export const readFleetList = (text: string, source: string): readonly FleetSite[] => {
	const sites = source.endsWith('.csv') ? csvSites(text, source) : yamlSites(text, source);
	if (sites.length === 0) {
		throw invalid(source, 'there is no site in it');
	}
	const twice = new Set(
		sites.map(({name}) => name).filter((name, index, all) => all.indexOf(name) !== index),
	);
	return sites.map((site) =>
		twice.has(site.name)
			? {...site, faults: [...site.faults, `the name ${site.name} is there twice`]}
			: site,
	);
};

const siteKeys = ['name', 'installConfig', 'imageBasedConfig', 'extraManifests'] as const;

const yamlSites = (text: string, source: string): readonly FleetSite[] => {
	const [document] = loadDocuments(text, source);
	if (!isPlainObject(document)) {
		throw invalid(source, `found ${typeName(document)}, needed an object with sites`);
	}
	const faults = Object.keys(document)
		.filter((key) => key !== 'sites')
		.map((key) => unknownKey(key, ['sites']));
	const {sites} = document;
	if (!Array.isArray(sites)) {
		faults.push(`sites: found ${typeName(sites)}, needed a list of sites`);
	}
	if (faults.length > 0 || !Array.isArray(sites)) {
		throw new InstallError('CONFIG_INVALID', {source, faults});
	}
	const lineOf = documentLines(text)(0);
	return sites.map((site, index) => siteOf(site, index, lineOf(['sites', index])));
};

const siteOf = (site: unknown, index: number, line: number | undefined): FleetSite => {
	const given = isPlainObject(site) ? site : {};
	const unknownKeys = Object.keys(given).filter(
		(key) => !(siteKeys as readonly string[]).includes(key),
	);
	const {name, installConfig = {}, imageBasedConfig = {}, extraManifests} = given;
	const isNamed = typeof name === 'string' && isHostName(name);
	const isPath = typeof extraManifests === 'string' && extraManifests !== '';
	return {
		name: isNamed ? name : `site ${index + 1}`,
		...(line !== undefined && {line}),
		installConfig: isPlainObject(installConfig) ? installConfig : {},
		imageBasedConfig: isPlainObject(imageBasedConfig) ? imageBasedConfig : {},
		...(isPath && {extraManifests}),
		faults: [
			...unknownKeys.map((key) => unknownKey(key, siteKeys)),
			...(isNamed ? [] : ['name: needed lower-case letters, digits, dots and hyphens']),
			...(isPlainObject(installConfig) ? [] : ['installConfig: needed an object']),
			...(isPlainObject(imageBasedConfig) ? [] : ['imageBasedConfig: needed an object']),
			...(isPath || extraManifests === undefined ? [] : ['extraManifests: needed a path']),
		],
	};
};

/** The first line names the columns: `name`, `extraManifests`, and paths below the two documents. */
const csvSites = (text: string, source: string): readonly FleetSite[] => {
	const [head, ...rows] = parseCsv(text);
	const columns = head?.cells ?? [];
	const faults = columns.filter((column) => !isColumn(column)).map(columnFault);
	if (!columns.includes('name')) {
		faults.push('the first line names no column name');
	}
	if (faults.length > 0) {
		throw new InstallError('CONFIG_INVALID', {source, faults});
	}
	return rows.map((row, index) => {
		const site = siteOf(objectOf(columns, row), index, row.line);
		return row.cells.length > columns.length
			? {...site, faults: [...site.faults, 'it has more cells than there are columns']}
			: site;
	});
};

const isColumn = (column: string): boolean =>
	column === 'name' ||
	column === 'extraManifests' ||
	/^(installConfig|imageBasedConfig)(\.[\w-]+(\[\d{1,3}\])*)+$/.test(column);

const columnFault = (column: string): string =>
	/^[\w.[\]-]{1,60}$/.test(column)
		? `${column} is no column; needed name, extraManifests, or a key as installConfig.baseDomain`
		: 'the first line does not name the columns';

/** An empty cell is no answer. */
const objectOf = (columns: readonly string[], {cells}: CsvRow): PlainObject =>
	columns.reduce<PlainObject>((object, column, index) => {
		const cell = cells[index] ?? '';
		if (cell === '') {
			return object;
		}
		const value = column === 'name' || column === 'extraManifests' ? cell : cellValue(cell);
		return withValueAt(object, column, value);
	}, {});

/** What looks like JSON is JSON, so `"12"` in quotes of its own is a text; all else is a text as it is. */
const cellValue = (cell: string): unknown => {
	if (!/^(["[{]|true$|false$|-?\d+$)/.test(cell)) {
		return cell;
	}
	try {
		return JSON.parse(cell) as unknown;
	} catch {
		return cell;
	}
};

const invalid = (source: string, fault: string): InstallError =>
	new InstallError('CONFIG_INVALID', {source, faults: [fault]});
