import type { inboxKo, intakeKo } from './ko.js'

export const inboxEn: typeof inboxKo = {
  title: 'Inboxes',
  empty: 'No inbox is connected yet.',
  state: {
    active: 'Working',
    needs_reauth: 'Needs new credentials',
    paused: 'Paused',
    disabled: 'Off',
  },
}

export const intakeEn: typeof intakeKo = {
  title: 'Intake',
  text: 'What became of everything that came in. Nothing is thrown away.',
  ledger: 'Ledger',
  ledgerText: 'Received = imported + duplicates + skipped + quarantined + waiting',
  receivedAt: 'Received',
  reason: 'Reason',
  size: 'Size',
  raw: 'Download the original',
  replay: 'Process again',
  replayed: 'Processed again.',
  emptyText: 'Mails that cannot be read are kept here with their original.',
  state: {
    received: 'Received',
    imported: 'Imported',
    duplicate: 'Duplicates',
    skipped: 'Skipped',
    quarantined: 'Quarantined',
    stored: 'Waiting',
  },
  empty: {
    quarantined: 'Nothing in quarantine',
    imported: 'Nothing imported',
    skipped: 'Nothing skipped',
    duplicate: 'No duplicates',
  },
  why: {
    payload_invalid: 'could not be read',
    adapter_bug: 'the channel failed',
    intake_same_message: 'came before',
    intake_own_message: 'sent by us',
    intake_unknown_bounce: 'a bounce of nothing we know',
    intake_unknown_receipt: 'a receipt of nothing we sent',
    intake_not_taken: 'of a kind that is not taken',
    intake_empty: 'nothing in it for us',
  },
}
