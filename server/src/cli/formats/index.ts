import type { Report } from '../report';
import { github } from './github';
import { gitlab } from './gitlab';
import { json } from './json';
import { junit } from './junit';
import { pretty } from './pretty';
import { sarif } from './sarif';

/** A report as text, ending in a line feed; '' when the format has nothing to say. */
export type Format = (report: Report, options: { readonly colour: boolean }) => string;

export const formats = { pretty, json, sarif, github, gitlab, junit } satisfies Record<string, Format>;
