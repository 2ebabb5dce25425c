/** Stands in for `update-ca-trust`, which Debian lacks: one bundle of what lies in the anchors, and who asked for it. */
import {appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const anchors = '/etc/pki/ca-trust/source/anchors';
const extracted = '/etc/pki/ca-trust/extracted/pem';

mkdirSync(anchors, {recursive: true});
mkdirSync(extracted, {recursive: true});
const texts = readdirSync(anchors).map((name) => readFileSync(join(anchors, name), 'utf8'));
writeFileSync(join(extracted, 'tls-ca-bundle.pem'), texts.join('\n'));
appendFileSync('/run/ibi-lab/update-ca-trust', `${texts.length} anchors\n`);
