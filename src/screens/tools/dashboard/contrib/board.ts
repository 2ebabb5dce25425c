/** The widgets of the dashboard on a screen in memory: a view in, a frame of text out. */
import bar, {type Bar} from 'blessed-contrib/lib/widget/charts/bar.js';
import line, {type Line} from 'blessed-contrib/lib/widget/charts/line.js';
import gauge, {type Gauge} from 'blessed-contrib/lib/widget/gauge.js';
import log, {type Log} from 'blessed-contrib/lib/widget/log.js';
import {shorten} from '../../../text.ts';
import type {Chart, DashboardView} from '../view.ts';
import {frameOf, paints} from './cells.ts';
import {type BoardSize, type Place, placesOf} from './places.ts';
import {openVirtualScreen} from './virtual-screen.ts';

export type Board = {
	/** As many rows as the board has. */
	readonly draw: (view: DashboardView) => string;
	readonly close: () => void;
};

export const openBoard = (size: BoardSize): Board => {
	const {screen, close} = openVirtualScreen(size);
	const places = placesOf(size);
	const put = <Widget extends object>(
		make: (options: object) => Widget,
		place: Place,
		options: object,
	): Widget => {
		const widget = make({...options, ...place, border: {type: 'line', fg: paints.axis}});
		screen.append(widget);
		return widget;
	};
	const charts = places.charts.map((place) => put(line, place, chartOptions()));
	const gauges = places.gauges.map((place) => put(gauge, place, gaugeOptions));
	const bars = put(bar, places.bars, barOptions);
	const lines = put(log, places.log, {});
	return {
		draw: (view) => {
			for (const [index, chart] of charts.entries()) drawChart(chart, view.charts[index]);
			for (const [index, one] of gauges.entries()) drawGauge(one, view.gauges[index]);
			drawBars(bars, view.bars);
			drawLog(lines, view.log);
			screen.render();
			return frameOf(screen.lines);
		},
		close,
	};
};

/** Each chart writes into its own. */
const chartOptions = () => ({
	style: {line: paints.first, text: 'green', baseline: paints.axis},
	xLabelPadding: 3,
	xPadding: 8,
	// Into so many parts the scale is divided: 0, 50 and 100 of 125.
	numYLabels: 2.5,
	showLegend: false,
});

const gaugeOptions = {stroke: 'green', fill: 'white', percent: 0, showLabel: false};

const barSpacing = 7;
const barOptions = {barWidth: 4, barSpacing, xOffset: 1, maxHeight: 1, barBgColor: 'green'};

type Framed = {readonly width: number; readonly setLabel: (text: string) => void};

/** The corners, and the piece of the frame before it. */
const setTitle = (widget: Framed, title: string): void =>
	widget.setLabel(shorten(title, widget.width - 3));

const drawChart = (widget: Line, chart: Chart | undefined): void => {
	const {title, series, most} = chart ?? {title: '', series: []};
	setTitle(widget, title);
	// The upper label is four fifths of the scale: the largest value.
	widget.options.maxY = most ?? Math.max(1, ...series.flat()) * 1.25;
	const colours = [paints.first, paints.second];
	const lines = series
		.map((values, index) => lineOf(values, colours[index] ?? paints.first))
		.filter(({y}) => y.length > 1);
	// The first one last: where both are, the line is seen.
	widget.setData(lines.length > 0 ? lines.toReversed() : [lineOf([0, 0], paints.first)]);
};

/** Below it how many looks ago that was. */
const lineOf = (values: readonly number[], colour: string) => ({
	title: '',
	x: values.map((_, index) => String(values.length - 1 - index)),
	y: values,
	style: {line: colour},
});

const drawGauge = (
	widget: Gauge,
	{title, share}: DashboardView['gauges'][number] = {title: ''},
): void => {
	setTitle(widget, title);
	if (share === undefined) widget.setStack([]);
	else widget.setPercent(Math.min(1, Math.max(0, share)));
};

/** The longest ones, in their order, as many as have room. */
const drawBars = (widget: Bar, {title, items}: DashboardView['bars']): void => {
	setTitle(widget, title);
	const room = Math.max(1, Math.floor((widget.width - 3) / barSpacing));
	const longest = new Set(items.toSorted((a, b) => b.seconds - a.seconds).slice(0, room));
	const shown = items.filter((item) => longest.has(item));
	widget.setData({
		titles: shown.map(({name}) => shorten(name.split('.').at(-1) ?? name, barSpacing - 1)),
		data: shown.map(({seconds}) => seconds),
	});
};

const drawLog = (widget: Log, {title, lines}: DashboardView['log']): void => {
	setTitle(widget, title);
	const room = Math.max(1, widget.height - 2);
	widget.setItems(lines.slice(-room).map((text) => shorten(text, widget.width - 2)));
};
