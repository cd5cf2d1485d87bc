import { type QuickPickItem, ThemeIcon, window } from 'vscode';
import type { DiagramTable } from '../../server/src/protocol';
import type { DiagramPanel } from './diagramPanel';

/** Lets the user choose a table and moves it into the middle, or draws only that table and its neighbours. */
export async function findTableInDiagram(shown: DiagramPanel): Promise<void> {
  const choice = await pickTable(shown.diagram?.tables ?? [], 'Find a table');
  if (choice?.only) shown.show({ ...shown.view, focus: choice.name });
  else if (choice !== undefined) shown.send({ type: 'reveal', name: choice.name });
}

interface Choice {
  readonly name: string;
  /** Draw only the table and its neighbours. */
  readonly only: boolean;
}

const ONLY = { iconPath: new ThemeIcon('filter'), tooltip: 'Only this table and its neighbours' };

/** Lets the user choose a table. Undefined when the user cancels. */
export function pickTable(tables: readonly DiagramTable[], placeholder: string): Promise<Choice | undefined> {
  const picker = window.createQuickPick<QuickPickItem>();
  picker.placeholder = placeholder;
  picker.matchOnDescription = true;
  picker.items = [...tables]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, columns }) => ({
      label: name,
      iconPath: new ThemeIcon('table'),
      description: `${columns.length} columns`,
      buttons: [ONLY],
    }));
  return new Promise((resolve) => {
    const done = (choice?: Choice): void => {
      resolve(choice);
      picker.dispose();
    };
    picker.onDidAccept(() => {
      const name = picker.selectedItems[0]?.label;
      done(name === undefined ? undefined : { name, only: false });
    });
    picker.onDidTriggerItemButton(({ item }) => done({ name: item.label, only: true }));
    picker.onDidHide(() => done());
    picker.show();
  });
}
