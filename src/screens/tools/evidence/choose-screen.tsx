/** Which groups go into the bundle, each on or off. */
import {type EvidenceGroup, evidenceGroups} from '../../../engine/evidence/group-names.ts';
import {useMenu} from '../../components/menu.tsx';
import {SheetScreen} from '../../components/sheet-screen.tsx';
import {useWords} from '../../context.tsx';
import {commandOf} from '../../keys.ts';
import {emptyLine, paragraph} from '../../lines.ts';
import {useKeys} from '../../terminal/keyboard.tsx';

export const ChooseScreen = ({
	leftOut,
	change,
	close,
}: {
	readonly leftOut: readonly EvidenceGroup[];
	readonly change: (leftOut: readonly EvidenceGroup[]) => void;
	readonly close: () => void;
}) => {
	const {choosing, groupNames} = useWords().screens.tools.evidence;
	useKeys((key) => {
		if (commandOf(key) !== 'back') return false;
		close();
		return true;
	});
	const take = (id: string): void => {
		const group = evidenceGroups.find((one) => one === id);
		if (group) change(toggled(leftOut, group));
		else close();
	};
	const items = [
		...evidenceGroups.map((group) => {
			const mark = leftOut.includes(group) ? choosing.out : choosing.in;
			return {id: group, label: mark(groupNames[group])};
		}),
		{id: 'done', label: choosing.done},
	];
	const menu = useMenu(items, take);
	return (
		<SheetScreen
			title={choosing.title}
			menu={menu}
			lines={(columns) => [emptyLine, ...paragraph(choosing.text, columns)]}
		/>
	);
};

const toggled = (
	leftOut: readonly EvidenceGroup[],
	group: EvidenceGroup,
): readonly EvidenceGroup[] =>
	leftOut.includes(group) ? leftOut.filter((one) => one !== group) : [...leftOut, group];
