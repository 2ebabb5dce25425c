/** Where the widgets of the dashboard stand: three curves above; room, steps and log below. Pure. */
export type BoardSize = {readonly columns: number; readonly rows: number};

export type Place = {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
};

export const placesOf = ({columns, rows}: BoardSize) => {
	const below = Math.max(2 * gaugeRows, Math.floor(rows / 2));
	const above = rows - below;
	const third = Math.floor(columns / 3);
	const column = (index: number, top: number, height: number): Place => ({
		left: index * third,
		top,
		// What is left over goes to the last one.
		width: index === 2 ? columns - 2 * third : third,
		height,
	});
	const upper = Math.floor(below / 2);
	return {
		charts: [0, 1, 2].map((index) => column(index, 0, above)),
		gauges: [column(0, above, upper), column(0, above + upper, below - upper)],
		bars: column(1, above, below),
		log: column(2, above, below),
	};
};

/** The bar of a gauge stands in its third row inside the frame. */
const gaugeRows = 5;
