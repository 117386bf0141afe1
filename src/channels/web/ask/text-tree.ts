/** A node of a text's tree, as far as it is looked at here. */
export interface TreeNode {
  type: string
  value?: string
  tagName?: string
  properties?: Record<string, string>
  children?: TreeNode[]
}

/** Puts what `split` makes of them in the place of all texts of a tree but those of code. */
export function splitTexts(node: TreeNode, split: (text: string) => TreeNode[]): void {
  node.children = (node.children ?? []).flatMap((child) => {
    if (child.type === 'text') return split(child.value ?? '')
    if (child.tagName !== 'code') splitTexts(child, split)
    return [child]
  })
}
