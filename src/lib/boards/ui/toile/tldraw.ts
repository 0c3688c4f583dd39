// The toile drawn by tldraw 2.0.0-alpha.19 (Apache-2.0), of which only the canvas is used: shapes mirror the board's document, tools are our own and write through `ToileActs`.
import {
	atom,
	createShapeId,
	createTLStore,
	createTLUser,
	computed,
	HTMLContainer,
	Polyline2d,
	react,
	Rectangle2d,
	ShapeUtil,
	StateNode,
	SVGContainer,
	TldrawEditor,
	track,
	useEditor,
	Vec2d,
	type Atom,
	type Editor,
	type TLBaseShape,
	type TLEventHandlers,
	type TLShape,
	type TLShapeId
} from '@tldraw/editor';
import { createElement, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { cardSize, type Box } from '../../rules/layout.ts';
import type { Point } from '../../rules/marks.ts';
import type { Guest, ToileActs, ToileCard, ToileEngine, ToilePicture, Tool } from './engine.ts';

type ZoneShape = TLBaseShape<'zone', { zone: string; w: number; h: number }>;
type CardShape = TLBaseShape<'card', { cardId: string; w: number; h: number }>;
type FrameShape = TLBaseShape<'frame', { groupId: string; w: number; h: number }>;
/** from its corner to the other end */
type LinkShape = TLBaseShape<'link', { linkId: string; dx: number; dy: number }>;
type StrokeShape = TLBaseShape<'stroke', { strokeId: string; points: { x: number; y: number }[] }>;
type Shape = ZoneShape | FrameShape | CardShape | LinkShape | StrokeShape;

/** What is drawn over what. */
const layers = { zone: 'a1', frame: 'a2', link: 'a3', card: 'a4', stroke: 'a5' } as const;

const underHand = 'under-hand';
/** pixels within which a thin line is touched */
const reach = 12;
/** from one point of a stroke to the next, in pixels */
const strokeStep = 5;
const zoomAtMost = 2;
const zoomAtLeast = 0.05;
/** Letters grow as the toile is seen from afar. */
const lettersAt = (zoom: number) => (zoom >= 0.7 ? 'near' : zoom >= 0.45 ? 'between' : 'far');
/** at which a card is read */
const readZoom = 0.6;
/** pixels around what is looked at */
const margin = 16;
const edge = 36;
const edgeStep = 14;

interface Face {
	readonly card: ToileCard;
	readonly isPicked: boolean;
	readonly isFrom: boolean;
	readonly isLifted: boolean;
}

/** What the shapes say; a card redraws when its own face changes. */
interface Faces {
	readonly cards: Map<string, Atom<Face>>;
	readonly zones: Atom<ToilePicture['zones']>;
	readonly frames: Atom<ToilePicture['frames']>;
	readonly guests: Atom<readonly Guest[]>;
}

const smooth = (points: readonly Point[]): string =>
	points.length === 1
		? `M${points[0]!.x},${points[0]!.y}l.1,0`
		: points
				.map(({ x, y }, at) => {
					const next = points[at + 1];
					if (at === 0) return `M${x},${y}`;
					return next ? `Q${x},${y} ${(x + next.x) / 2},${(y + next.y) / 2}` : `L${x},${y}`;
				})
				.join('');

const isBelow = () => false;

/** A shape that only our own tools touch. */
abstract class Still<Kind extends Shape> extends ShapeUtil<Kind> {
	override canSnap = isBelow;
	override canBind = isBelow;
	override canResize = isBelow;
	override hideResizeHandles = () => true;
	override hideRotateHandle = () => true;
	override hideSelectionBoundsBg = () => true;
	override hideSelectionBoundsFg = () => true;
	indicator(): null {
		return null;
	}
}

/** The kinds of shape of one toile, which say what its faces say. */
function shapesOf(faces: Faces) {
	class ZoneUtil extends Still<ZoneShape> {
		static override type = 'zone' as const;
		getDefaultProps = () => ({ zone: '', w: 1, h: 1 });
		getGeometry = ({ props: { w, h } }: ZoneShape) => new Rectangle2d({ width: w, height: h, isFilled: true });
		component({ props }: ZoneShape): ReactElement {
			const zone = faces.zones.get().find((one) => one.zone === props.zone);
			return createElement(
				HTMLContainer,
				{ className: 'toile-zone', 'data-zone': props.zone, 'data-frozen': zone?.isFrozen || undefined } as object,
				createElement('p', { className: 'toile-zone-name' }, zone?.name),
				createElement('p', { className: 'toile-zone-question' }, zone?.question)
			);
		}
	}
	class FrameUtil extends Still<FrameShape> {
		static override type = 'frame' as const;
		getDefaultProps = () => ({ groupId: '', w: 1, h: 1 });
		getGeometry = ({ props: { w, h } }: FrameShape) => new Rectangle2d({ width: w, height: h, isFilled: true });
		component({ props }: FrameShape): ReactElement {
			const frame = faces.frames.get().find(({ id }) => id === props.groupId);
			return createElement(HTMLContainer, { className: 'toile-frame', 'data-zone': frame?.zone } as object, createElement('p', { dir: 'auto' }, frame?.title));
		}
	}
	class CardUtil extends Still<CardShape> {
		static override type = 'card' as const;
		getDefaultProps = () => ({ cardId: '', w: cardSize.w, h: cardSize.h });
		getGeometry = ({ props: { w, h } }: CardShape) => new Rectangle2d({ width: w, height: h, isFilled: true });
		component({ props }: CardShape): ReactElement | null {
			const face = faces.cards.get(props.cardId)?.get();
			if (!face) return null;
			const { card, isPicked, isFrom, isLifted } = face;
			return createElement(
				HTMLContainer,
				{
					className: 'toile-card',
					'data-zone': card.zone,
					'data-card': card.id,
					'data-picked': isPicked || isFrom || undefined,
					'data-lifted': isLifted || undefined,
					'data-found': card.isFound || undefined
				} as object,
				card.group && createElement('p', { className: 'toile-card-group', dir: 'auto' }, card.group),
				createElement('p', { className: 'toile-card-text', dir: 'auto' }, card.text),
				card.people && createElement('p', { className: 'toile-card-people' }, card.people)
			);
		}
	}
	class LinkUtil extends Still<LinkShape> {
		static override type = 'link' as const;
		getDefaultProps = () => ({ linkId: '', dx: 1, dy: 1 });
		getGeometry = ({ props: { dx, dy } }: LinkShape) => new Polyline2d({ points: [new Vec2d(0, 0), new Vec2d(dx, dy)] });
		component({ props: { dx, dy, linkId } }: LinkShape): ReactElement {
			return createElement(SVGContainer, { className: 'toile-link', 'data-link': linkId } as object, createElement('line', { x1: 0, y1: 0, x2: dx, y2: dy }), createElement('circle', { r: 6 }), createElement('circle', { cx: dx, cy: dy, r: 6 }));
		}
	}
	class StrokeUtil extends Still<StrokeShape> {
		static override type = 'stroke' as const;
		getDefaultProps = () => ({ strokeId: '', points: [] });
		getGeometry = ({ props: { points } }: StrokeShape) =>
			new Polyline2d({ points: (points.length > 1 ? points : [...points, { x: points[0]!.x + 0.1, y: points[0]!.y }]).map(({ x, y }) => new Vec2d(x, y)) });
		component({ props: { points, strokeId } }: StrokeShape): ReactElement {
			return createElement(SVGContainer, { className: 'toile-stroke', 'data-stroke': strokeId } as object, createElement('path', { d: smooth(points) }));
		}
	}
	return [ZoneUtil, FrameUtil, CardUtil, LinkUtil, StrokeUtil];
}

/** The pointers of the others, over everything and always of one size. */
const pointersOf = (faces: Faces) =>
	track(function Pointers(): ReactElement {
		const { x, y, z } = useEditor().getCamera();
		return createElement(
			'div',
			{ className: 'toile-guests', 'aria-hidden': true },
			faces.guests.get().flatMap(({ client, name, colour, pointer }) =>
				pointer
					? createElement(
							'p',
							{ key: client, className: 'toile-guest', 'data-colour': colour, style: { transform: `translate(${(pointer.x + x) * z}px, ${(pointer.y + y) * z}px)` } },
							createElement('span', null, name)
						)
					: []
			)
		);
	});

/** Shapes of one toile in their places, as the board and the hands have them. */
class Mirror {
	readonly faces: Faces = { cards: new Map(), zones: atom('zones', []), frames: atom('frames', []), guests: atom('guests', []) };
	editor!: Editor;
	/** cards that are in a hand, our own or another's, and where */
	private readonly held = new Map<string, Point>();
	private picture: ToilePicture;
	private picked: string | null = null;
	private from: string | null = null;
	private own: string | null = null;

	constructor(first: ToilePicture) {
		this.picture = first;
	}

	get whole(): Box {
		return this.picture.whole;
	}

	show(picture: ToilePicture): void {
		this.picture = picture;
		this.faces.zones.set(picture.zones);
		this.faces.frames.set(picture.frames);
		this.draw();
	}

	guests(all: readonly Guest[]): void {
		this.faces.guests.set(all);
		for (const card of [...this.held.keys()]) if (card !== this.own) this.held.delete(card);
		for (const { drags } of all) if (drags && drags.card !== this.own) this.held.set(drags.card, drags);
		this.draw();
	}

	/** A card in one's own hand; null: put down. */
	hold(card: string | null, at?: Point): void {
		if (this.own !== null && this.own !== card) this.held.delete(this.own);
		this.own = card;
		if (card !== null && at) this.held.set(card, at);
		this.draw();
	}

	pick(card: string | null): void {
		this.picked = card;
		this.draw();
	}
	linkFrom(card: string | null): void {
		this.from = card;
		this.draw();
	}

	placeOf(card: string): Point | undefined {
		return this.held.get(card) ?? this.picture.cards.find(({ id }) => id === card);
	}

	private middleOf(card: string, at: ReadonlyMap<string, Point>): Point | undefined {
		const place = at.get(card);
		return place && { x: place.x + cardSize.w / 2, y: place.y + cardSize.h / 2 };
	}

	private record<Kind extends Shape>(id: string, type: Kind['type'], at: Point, props: Kind['props'], isLifted = false): TLShape {
		return {
			id: createShapeId(`${type}:${id}`),
			typeName: 'shape',
			type,
			x: at.x,
			y: at.y,
			rotation: 0,
			index: isLifted ? `${layers[type]}V` : layers[type],
			parentId: this.editor.getCurrentPageId(),
			isLocked: type === 'zone' || type === 'frame',
			opacity: 1,
			props,
			meta: {}
		} as TLShape;
	}

	/** What differs from what stands there is put, and what is gone goes. */
	private draw(): void {
		const { zones, frames, cards, links, strokes } = this.picture;
		const at = new Map(cards.map((card) => [card.id, this.held.get(card.id) ?? card]));
		const wanted = new Map<TLShapeId, TLShape>();
		const want = (shape: TLShape) => wanted.set(shape.id, shape);
		for (const { id, x, y, w, h } of frames) want(this.record<FrameShape>(id, 'frame', { x, y }, { groupId: id, w, h }));
		for (const { zone, x, y, w, h } of zones) want(this.record<ZoneShape>(zone, 'zone', { x, y }, { zone, w, h }));
		for (const [linkId, [one, other]] of links) {
			const middles = [this.middleOf(one, at), this.middleOf(other, at)] as const;
			if (!middles[0] || !middles[1]) continue;
			const [a, b] = [atEdge(middles[0], middles[1]), atEdge(middles[1], middles[0])];
			want(this.record<LinkShape>(linkId, 'link', a, { linkId, dx: b.x - a.x, dy: b.y - a.y }));
		}
		for (const card of cards) {
			const isLifted = this.held.has(card.id);
			this.face(card, { isPicked: card.id === this.picked, isFrom: card.id === this.from, isLifted });
			want(this.record<CardShape>(card.id, 'card', at.get(card.id)!, { cardId: card.id, ...cardSize }, isLifted));
		}
		for (const [strokeId, points] of strokes) want(this.stroke(strokeId, points));
		const { store } = this.editor;
		const kept = store.allRecords().filter((record): record is TLShape => record.typeName === 'shape' && !record.id.endsWith(underHand));
		const gone = kept.filter(({ id }) => !wanted.has(id)).map(({ id }) => id);
		const known = new Map(kept.map((shape) => [shape.id, shape]));
		const changed = [...wanted.values()].filter((shape) => !isSame(known.get(shape.id), shape));
		if (gone.length + changed.length > 0)
			store.mergeRemoteChanges(() => {
				store.remove(gone);
				store.put(changed);
			});
		for (const id of this.faces.cards.keys()) if (!at.has(id)) this.faces.cards.delete(id);
	}

	private face(card: ToileCard, marks: Omit<Face, 'card'>): void {
		const known = this.faces.cards.get(card.id);
		const face: Face = { card, ...marks };
		if (!known) this.faces.cards.set(card.id, atom(`card ${card.id}`, face));
		else if (!isSame(known.get(), face)) known.set(face);
	}

	private stroke(strokeId: string, points: readonly Point[]): TLShape {
		const [first] = points as [Point];
		return this.record<StrokeShape>(strokeId, 'stroke', first, { strokeId, points: points.map(({ x, y }) => ({ x: x - first.x, y: y - first.y })) });
	}

	/** The line under one's own hand, which is no one else's yet. */
	sketch(points: readonly Point[], as: 'link' | 'stroke'): void {
		const [first, last] = [points[0]!, points.at(-1)!];
		const shape = as === 'stroke' ? this.stroke(underHand, points) : this.record<LinkShape>(underHand, 'link', first, { linkId: underHand, dx: last.x - first.x, dy: last.y - first.y });
		this.editor.store.mergeRemoteChanges(() => this.editor.store.put([shape]));
	}
	unsketch(): void {
		const ids = (['link', 'stroke'] as const).map((type) => createShapeId(`${type}:${underHand}`)).filter((id) => this.editor.store.has(id));
		if (ids.length > 0) this.editor.store.mergeRemoteChanges(() => this.editor.store.remove(ids));
	}
}

/** Where the line from the middle of a card to another point leaves the card: a link is seen to begin and to end. */
function atEdge(from: Point, to: Point): Point {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const share = Math.min(cardSize.w / 2 / Math.abs(dx), cardSize.h / 2 / Math.abs(dy), 1);
	return { x: from.x + dx * share, y: from.y + dy * share };
}

function isSame(one: unknown, other: unknown): boolean {
	if (one === other) return true;
	if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
	const keys = Object.keys(other);
	return keys.length === Object.keys(one).length && keys.every((key) => isSame((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]));
}

type On<Name extends keyof TLEventHandlers> = TLEventHandlers[Name];

/** The tools of one toile: each hears the pointer while it is in use. */
function toolsOf(mirror: Mirror, acts: ToileActs) {
	abstract class Tool extends StateNode {
		protected get at(): Point {
			const { x, y } = this.editor.inputs.currentPagePoint;
			return { x, y };
		}
		protected touched<Kind extends Shape>(...types: Kind['type'][]): Kind['props'] & { readonly type: Kind['type'] } | undefined {
			const shape = this.editor.getShapeAtPoint(this.editor.inputs.currentPagePoint, {
				hitInside: true,
				margin: types.includes('card') ? 0 : reach / this.editor.getZoomLevel(),
				filter: ({ type }) => (types as string[]).includes(type)
			}) as Kind | undefined;
			return shape && { ...shape.props, type: shape.type };
		}
		protected card(): string | undefined {
			return this.touched<CardShape>('card')?.cardId;
		}
		protected panAlong(): void {
			const { currentScreenPoint, previousScreenPoint } = this.editor.inputs;
			this.editor.pan(Vec2d.Sub(currentScreenPoint, previousScreenPoint));
		}
		protected hover(): void {
			acts.point(this.at, this.card() ?? null);
		}
		/** what is under the hand is taken back; false where nothing was */
		abstract takeBack(): boolean;
		override onInterrupt: On<'onInterrupt'> = () => void this.takeBack();
		override onExit = () => void this.takeBack();
	}

	class Look extends Tool {
		static override id = 'look';
		override onPointerMove: On<'onPointerMove'> = () => {
			if (this.editor.inputs.isDragging) this.panAlong();
			else this.hover();
		};
		override onPointerUp: On<'onPointerUp'> = () => acts.pick(this.card() ?? null);
		takeBack = () => false;
	}

	class Arrange extends Tool {
		static override id = 'arrange';
		private pressed: { readonly card: string | undefined; readonly grip: Point } | undefined;
		private lifted: string | undefined;

		override onPointerDown: On<'onPointerDown'> = () => {
			const card = this.card();
			const place = card && mirror.placeOf(card);
			this.pressed = { card, grip: place ? { x: this.at.x - place.x, y: this.at.y - place.y } : this.at };
		};
		override onPointerMove: On<'onPointerMove'> = () => {
			if (!this.pressed) return this.hover();
			if (!this.editor.inputs.isDragging) return;
			const { card } = this.pressed;
			if (card !== undefined && (this.lifted === card || acts.mayMove(card))) this.carry(card);
			else this.panAlong();
		};
		override onPointerUp: On<'onPointerUp'> = () => {
			const { pressed, lifted } = this;
			const at = lifted === undefined ? undefined : mirror.placeOf(lifted);
			this.letGo();
			if (lifted !== undefined && at) {
				acts.drop(lifted, at);
				mirror.hold(null);
				acts.drag(null);
			} else if (pressed && !this.editor.inputs.isDragging) acts.pick(pressed.card ?? null);
		};
		override onDoubleClick: On<'onDoubleClick'> = ({ phase }) => {
			const card = phase === 'up' ? this.card() : undefined;
			if (card !== undefined) acts.open(card);
		};
		/** A card that is held at the edge takes the toile along. */
		private readonly tick = () => {
			if (this.lifted === undefined) return;
			const { currentScreenPoint: at } = this.editor.inputs;
			const { x, y, w, h } = this.editor.getViewportScreenBounds();
			const away = (value: number, most: number) => (value < edge ? edgeStep : value > most - edge ? -edgeStep : 0);
			const by = new Vec2d(away(at.x - x, w), away(at.y - y, h));
			if (by.x === 0 && by.y === 0) return;
			this.editor.pan(by);
			this.carry(this.lifted);
		};

		private carry(card: string): void {
			if (this.lifted === undefined) this.editor.on('tick', this.tick);
			this.lifted = card;
			const { grip } = this.pressed!;
			const place = { x: this.at.x - grip.x, y: this.at.y - grip.y };
			mirror.hold(card, place);
			acts.drag(card, place);
			acts.point(this.at, card);
		}
		private letGo(): void {
			this.editor.off('tick', this.tick);
			this.pressed = undefined;
			this.lifted = undefined;
		}
		takeBack = () => {
			const wasLifted = this.lifted !== undefined;
			this.letGo();
			if (wasLifted) {
				mirror.hold(null);
				acts.drag(null);
			}
			return wasLifted;
		};
	}

	class Link extends Tool {
		static override id = 'link';
		private from: string | undefined;
		private isNew = false;
		private isPanning = false;

		override onPointerDown: On<'onPointerDown'> = () => {
			const card = this.card();
			this.isPanning = card === undefined;
			if (card === undefined || this.from !== undefined) return;
			this.start(card);
			this.isNew = true;
		};
		override onPointerMove: On<'onPointerMove'> = () => {
			if (this.editor.inputs.isDragging && this.isPanning) return this.panAlong();
			this.hover();
			const start = this.from === undefined ? undefined : mirror.placeOf(this.from);
			if (start) mirror.sketch([{ x: start.x + cardSize.w / 2, y: start.y + cardSize.h / 2 }, this.at], 'link');
		};
		override onPointerUp: On<'onPointerUp'> = () => {
			const card = this.card();
			const { from, isNew, isPanning } = this;
			this.isNew = false;
			this.isPanning = false;
			if (from === undefined || isPanning) return;
			if (card !== undefined && card !== from) {
				this.takeBack();
				acts.link(from, card);
			} else if (!isNew) this.takeBack();
		};
		private start(card: string): void {
			this.from = card;
			mirror.linkFrom(card);
			acts.linkFrom(card);
		}
		takeBack = () => {
			const had = this.from !== undefined;
			this.from = undefined;
			mirror.unsketch();
			if (had) {
				mirror.linkFrom(null);
				acts.linkFrom(null);
			}
			return had;
		};
	}

	class Draw extends Tool {
		static override id = 'draw';
		private points: Point[] = [];

		override onPointerDown: On<'onPointerDown'> = () => {
			this.points = [this.at];
			mirror.sketch(this.points, 'stroke');
		};
		override onPointerMove: On<'onPointerMove'> = () => {
			const last = this.points.at(-1);
			if (!last) return this.hover();
			if (Vec2d.Dist(last, this.at) < strokeStep / this.editor.getZoomLevel()) return;
			this.points = [...this.points, this.at];
			acts.point(this.at, null);
			mirror.sketch(this.points, 'stroke');
		};
		override onPointerUp: On<'onPointerUp'> = () => {
			const { points } = this;
			this.takeBack();
			if (points.length > 1) acts.draw(points);
		};
		takeBack = () => {
			const had = this.points.length > 0;
			this.points = [];
			mirror.unsketch();
			return had;
		};
	}

	class Erase extends Tool {
		static override id = 'erase';

		override onPointerDown: On<'onPointerDown'> = () => this.wipe();
		override onPointerMove: On<'onPointerMove'> = () => {
			if (this.editor.inputs.isPointing) this.wipe();
			else this.hover();
		};
		private wipe(): void {
			const line = this.touched<LinkShape | StrokeShape>('stroke', 'link');
			if (!line) return;
			if ('strokeId' in line) acts.erase('stroke', line.strokeId);
			else acts.erase('link', line.linkId);
		}
		takeBack = () => false;
	}
	return [Look, Arrange, Link, Draw, Erase];
}

const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Draws a toile into an element, until it is destroyed. */
export function mountToile(element: HTMLElement, acts: ToileActs, first: ToilePicture): Promise<ToileEngine> {
	const mirror = new Mirror(first);
	const shapeUtils = shapesOf(mirror.faces);
	const tools = toolsOf(mirror, acts);
	// nothing of anybody is kept in the browser
	const user = createTLUser({
		userPreferences: computed('preferences', () => ({ id: 'here', name: '', color: '#000000', locale: 'fr', isDarkMode: false, isSnapMode: false, animationSpeed: isStill() ? 0 : 1 })),
		setUserPreferences: () => {}
	});
	const store = createTLStore({ shapeUtils });
	const root = createRoot(element);
	const nothing = Object.fromEntries(
		['Brush', 'ZoomBrush', 'Cursor', 'CollaboratorBrush', 'CollaboratorCursor', 'CollaboratorHint', 'CollaboratorShapeIndicator', 'CollaboratorScribble', 'Grid', 'Scribble', 'SnapLine', 'Handles', 'Handle', 'SelectionForeground', 'SelectionBackground', 'HoveredShapeIndicator', 'Background', 'LoadingScreen', 'Spinner', 'SvgDefs'].map((name) => [name, null])
	);
	const components = {
		...nothing,
		InFrontOfTheCanvas: pointersOf(mirror.faces),
		ErrorFallback: ({ error }: { error: unknown }) => {
			queueMicrotask(() => acts.fail(error));
			return null;
		}
	};

	return new Promise((ready) => {
		const begin = (editor: Editor) => {
			mirror.editor = editor;
			editor.sideEffects.registerBeforeChangeHandler('camera', (_, next) => keptInside(next, editor, mirror.whole));
			// a pen is one more finger: who draws with it moves the toile with the other hand
			editor.sideEffects.registerBeforeChangeHandler('instance', (_, next) => ({ ...next, isPenMode: false, isFocused: false }));
			react('letters', () => (element.dataset.letters = lettersAt(editor.getZoomLevel())));
			mirror.show(first);
			ready(engineOver(editor, mirror, element, () => root.unmount()));
		};
		root.render(createElement(TldrawEditor, { store, shapeUtils, tools, components, user, initialState: 'look', autoFocus: false, onMount: begin, className: 'toile-canvas' }));
	});
}

/** The middle of the screen stays on the toile, and the whole of it is never smaller than half the screen. */
function keptInside<Camera extends { readonly x: number; readonly y: number; readonly z: number }>(camera: Camera, editor: Editor, box: Box): Camera {
	const { w, h } = editor.getViewportScreenBounds();
	if (w < 2 || h < 2) return camera;
	const least = Math.min(0.5, w / box.w, h / box.h) * 0.8;
	const z = Math.min(zoomAtMost, Math.max(least, camera.z));
	const keep = (value: number, lowest: number, highest: number) => Math.min(highest, Math.max(lowest, value));
	// the point of the toile in the middle of the screen, also while the zoom was out of bounds
	const middle = { x: keep(w / 2 / camera.z - camera.x, box.x, box.x + box.w), y: keep(h / 2 / camera.z - camera.y, box.y, box.y + box.h) };
	return { ...camera, x: w / 2 / z - middle.x, y: h / 2 / z - middle.y, z };
}

function engineOver(editor: Editor, mirror: Mirror, element: HTMLElement, unmount: () => void): ToileEngine {
	const measure = () => void editor.updateViewportScreenBounds();
	const glide = () => (isStill() ? undefined : { duration: 220 });
	const zoomTo = (z: number, { x, y }: Point) => {
		const camera = editor.getCamera();
		editor.setCamera({ x: camera.x + x / z - x / camera.z, y: camera.y + y / z - y / camera.z, z });
	};
	/** The page scrolls on over a toile in which nobody is; with Ctrl, or two fingers on a pad, it zooms. */
	const wheel = (event: WheelEvent) => {
		const isZoom = event.ctrlKey || event.metaKey;
		if (!isZoom && !element.contains(document.activeElement)) return;
		event.preventDefault();
		measure();
		const { left, top } = element.getBoundingClientRect();
		if (isZoom) zoomTo(Math.min(zoomAtMost, editor.getZoomLevel() * Math.exp(-event.deltaY / 240)), { x: event.clientX - left, y: event.clientY - top });
		else editor.pan(new Vec2d(-event.deltaX, -event.deltaY));
	};
	element.addEventListener('wheel', wheel, { passive: false });
	element.addEventListener('pointerenter', measure, { capture: true });
	element.addEventListener('pointerdown', measure, { capture: true });
	return {
		show: (picture) => mirror.show(picture),
		guests: (all) => mirror.guests(all),
		use: (tool: Tool) => void editor.setCurrentTool(tool),
		pick: (card) => mirror.pick(card),
		nudge: (card, at) => mirror.hold(card, at),
		lookAt: ({ x, y, w, h }, how) => {
			measure();
			const { w: width, h: height } = editor.getViewportScreenBounds();
			const fit = Math.max(zoomAtLeast, Math.min((width - 2 * margin) / w, (height - 2 * margin) / h, 1));
			const z = how === 'all' ? fit : Math.max(fit, readZoom);
			// what does not fit is shown from its beginning
			const along = (from: number, size: number, room: number) => (size * z > room ? margin / z - from : (room - size * z) / 2 / z - from);
			editor.setCamera({ x: along(x, w, width), y: along(y, h, height), z }, glide());
		},
		pan: ({ x, y }) => void editor.pan(new Vec2d(-x, -y)),
		zoomBy: (factor) => {
			const { w, h } = editor.getViewportScreenBounds();
			zoomTo(Math.min(zoomAtMost, editor.getZoomLevel() * factor), { x: w / 2, y: h / 2 });
		},
		cancel: () => (editor.root.getCurrent() as { takeBack?: () => boolean } | undefined)?.takeBack?.() ?? false,
		destroy: () => {
			element.removeEventListener('wheel', wheel);
			element.removeEventListener('pointerenter', measure, { capture: true });
			element.removeEventListener('pointerdown', measure, { capture: true });
			mirror.hold(null);
			// not while it is drawing
			queueMicrotask(unmount);
		}
	};
}
