/** The little that is used of blessed and of the widgets of blessed-contrib, which bring no types that fit. */

declare module 'blessed' {
	/** A cell: an attribute (flags, foreground and background in 9 bits each) and a character. */
	export type Cell = readonly [attribute: number, character: string];

	export type Screen = {
		readonly lines: readonly (readonly Cell[])[];
		readonly alloc: () => void;
		readonly append: (widget: object) => void;
		readonly render: () => void;
		draw: (start: number, end: number) => void;
	};

	export type ScreenClass = {
		_bound?: boolean;
		instances: Screen[];
		total: number;
		global: Screen | null;
	};

	const blessed: {
		readonly screen: (options: {readonly program: object}) => Screen;
		readonly Screen: ScreenClass;
	};
	export default blessed;
}

declare module 'blessed-contrib/lib/widget/charts/line.js' {
	export type Series = {
		readonly title: string;
		readonly x: readonly string[];
		readonly y: readonly number[];
		readonly style: {readonly line: string};
	};

	export type Line = {
		readonly width: number;
		readonly options: {maxY?: number};
		readonly setData: (series: readonly Series[]) => void;
		readonly setLabel: (text: string) => void;
	};

	const line: (options: object) => Line;
	export default line;
}

declare module 'blessed-contrib/lib/widget/charts/bar.js' {
	export type Bar = {
		readonly width: number;
		readonly setData: (data: {
			readonly titles: readonly string[];
			readonly data: readonly number[];
		}) => void;
		readonly setLabel: (text: string) => void;
	};

	const bar: (options: object) => Bar;
	export default bar;
}

declare module 'blessed-contrib/lib/widget/gauge.js' {
	export type Gauge = {
		readonly width: number;
		/** 0 to 1. */
		readonly setPercent: (share: number) => void;
		/** Of several parts; none is an empty gauge. */
		readonly setStack: (parts: readonly never[]) => void;
		readonly setLabel: (text: string) => void;
	};

	const gauge: (options: object) => Gauge;
	export default gauge;
}

declare module 'blessed-contrib/lib/widget/log.js' {
	export type Log = {
		readonly width: number;
		readonly height: number;
		readonly setItems: (lines: readonly string[]) => void;
		readonly setLabel: (text: string) => void;
	};

	const log: (options: object) => Log;
	export default log;
}
