/** A node of a text's tree, as far as it is looked at here. */
interface TreeNode {
  type: string
  value?: string
  tagName?: string
  properties?: Record<string, string>
  children?: TreeNode[]
}

const DATE = /(?<![\d-])(\d{4}-\d{2}(?:-\d{2})?)(?![\d-])/

/** A rehype plugin: puts every day and month of the text into a `time`, which no line may break. */
export const keepDatesWhole = () => walk

function walk(node: TreeNode): void {
  node.children = (node.children ?? []).flatMap((child) => {
    if (child.type === 'text') return split(child.value ?? '')
    if (child.tagName !== 'code') walk(child)
    return [child]
  })
}

/** Splitting by a group leaves what it caught at the odd places. */
const split = (text: string): TreeNode[] =>
  text
    .split(DATE)
    .map((part, at) =>
      at % 2 === 0
        ? { type: 'text', value: part }
        : { type: 'element', tagName: 'time', properties: {}, children: [{ type: 'text', value: part }] },
    )
