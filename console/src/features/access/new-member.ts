export interface NewMember { login: string; name: string; email: string; owner: boolean }

export const blankMember = (owner = false): NewMember => ({ login: '', name: '', email: '', owner })
