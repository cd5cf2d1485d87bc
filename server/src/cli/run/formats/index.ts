import type { Report } from '../report';
import { github } from './github';
import { gitlab } from './gitlab';
import { json } from './json';
import { junit } from './junit';
import { pretty } from './pretty';
import { sarif } from './sarif';

/** Writes a report as text that ends in a line feed, or as '' when the format prints nothing for an empty report. */
export type Format = (report: Report, options: { readonly colour: boolean }) => string;

export const formats = { pretty, json, sarif, github, gitlab, junit } satisfies Record<string, Format>;
