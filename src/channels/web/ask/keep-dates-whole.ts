import { splitTexts, type TreeNode } from './text-tree.ts'

const DATE = /(?<![\d-])(\d{4}-\d{2}(?:-\d{2})?)(?![\d-])/

/** A rehype plugin: puts every day and month of the text into a `time`, which no line may break. */
export const keepDatesWhole =
  () =>
  (tree: TreeNode): void =>
    splitTexts(tree, split)

/** Splitting by a group leaves what it caught at the odd places. */
const split = (text: string): TreeNode[] =>
  text
    .split(DATE)
    .map((part, at) =>
      at % 2 === 0
        ? { type: 'text', value: part }
        : { type: 'element', tagName: 'time', properties: {}, children: [{ type: 'text', value: part }] },
    )
