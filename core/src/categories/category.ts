export const CATEGORY_KINDS = ['intake', 'handling'] as const
/** What a ticket is about when it comes in (접수유형), or what was done about it (처리유형). */
export type CategoryKind = (typeof CATEGORY_KINDS)[number]

export const MAX_DEPTH = 5

export interface Category {
  readonly id: number
  readonly kind: CategoryKind
  readonly parentId: number | null
  readonly name: string
  /** 1 to 5. */
  readonly depth: number
  /** Offered to customers too; below one that is not, nothing is. Says something about intake types only. */
  readonly inHelpCentre: boolean
  readonly createdAt: number
  readonly updatedAt: number
}
