// Decides how the colours become custom properties: one rule a theme, and a plain one for browsers without light-dark().
import { dawn, night, nightHigh, onDawn, paper, paperHigh, type Palette } from './tokens.ts';

const names = Object.keys(paper) as (keyof Palette)[];

function declarations(valueOf: (name: keyof Palette) => string): string {
	return names.map((name) => `\t--${name}: ${valueOf(name)};`).join('\n');
}

const both = (light: Palette, dark: Palette) =>
	declarations((name) =>
		light[name] === dark[name] ? light[name] : `light-dark(${light[name]}, ${dark[name]})`
	);

const indented = (text: string) => text.replace(/^/gm, '\t');

const high = `:root:is([data-contrast='high'], :has([data-contrast='high']))`;

/** The text of `ui/tokens.css`. */
export function stylesheet(): string {
	const ramp = dawn
		.map((shade, rank) => `\t--dawn-${rank}: ${shade};\n\t--on-dawn-${rank}: ${onDawn[rank]};`)
		.join('\n');
	return `/* Written from rules/tokens.ts by rules/contrast.test.ts (vitest -u): change it there. */
:root {
${declarations((name) => paper[name])}
${ramp}
}

/* The wall is night in a browser that knows no light-dark(). No heavier than :root: what comes after wins. */
:root:where(:has([data-surface='wall']:not([data-room='bright']))) {
${declarations((name) => night[name])}
}

@supports (color: light-dark(#000, #fff)) {
	:root {
${indented(both(paper, night))}
	}

	${high} {
${indented(both(paperHigh, nightHigh))}
	}

	@media (prefers-contrast: more) {
		:root {
${indented(indented(both(paperHigh, nightHigh)))}
		}
	}
}

@supports not (color: light-dark(#000, #fff)) {
	${high} {
${indented(declarations((name) => paperHigh[name]))}
	}
}
`;
}
