/** What somebody let pass is what was said then; the same check saying anything else is to be read again. */
import type {Finding} from '../engine/check.ts';

type Examined = {readonly findings: readonly Finding[]};

export const stillAccepted = (
	{acceptedFindings, findings}: Examined & {readonly acceptedFindings: readonly string[]},
	newest: Examined,
): readonly string[] =>
	acceptedFindings.filter((id) => said(findings, id) === said(newest.findings, id));

const said = (findings: readonly Finding[], id: string): string =>
	JSON.stringify(findings.find((finding) => finding.id === id)?.verdict);
