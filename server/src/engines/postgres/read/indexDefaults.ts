/** The method of CREATE INDEX without USING, and of the index of a key (manual, CREATE INDEX). */
export const INDEX_METHOD = 'btree';

/** The name of an index column whose expression gives it none, as a function call would (ChooseIndexColumnNames in indexcmds.c). */
export const UNNAMED_EXPRESSION = 'expr';
