import { z } from 'adapters-sdk'

/** A ticket became mine, waits for a group of mine, was answered, names me, or is late; messages of its triggers are held. */
export const NOTICE_KINDS = ['assigned', 'group', 'answered', 'mentioned', 'deadline', 'storm'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

export interface NoticeChoice { readonly bell: boolean; readonly mail: boolean }
export type NoticeChoices = Readonly<Record<NoticeKind, NoticeChoice>>

const choice = z.object({ bell: z.boolean(), mail: z.boolean() })
export const noticeChoices = z.object({ assigned: choice, group: choice, answered: choice, mentioned: choice, deadline: choice, storm: choice.default({ bell: true, mail: true }) })

const BELL = { bell: true, mail: false }
/** Who has chosen nothing is told what concerns them alone. */
export const FIRST_CHOICES: NoticeChoices = { assigned: BELL, group: { bell: false, mail: false }, answered: BELL, mentioned: BELL, deadline: BELL, storm: { bell: true, mail: true } }
