/** Every word of the categories. */
export const categoryEn = {
  title: 'Categories', text: 'Intake types are chosen with an inquiry, handling types while a ticket is worked on. Each goes down five levels.', intake: 'Intake types', handling: 'Handling types', excel: 'Excel',
  add: { intake: 'Add an intake type', handling: 'Add a handling type' }, addBelow: 'Add below', addTo: 'Add below {name}', name: 'Name', namePlaceholder: 'A name, then Enter', nameHint: 'Up to 50 characters: letters, digits, blanks, _ and -.',
  rename: 'Rename', copyId: 'Copy id', idCopied: 'The id was copied.', actions: 'Actions for {name}', fold: 'Fold {name}', unfold: 'Unfold {name}', foldAll: 'Fold all', unfoldAll: 'Unfold all',
  helpCentre: 'In the help centre', helpCentreOf: '{name} in the help centre', helpCentreText: 'On: shown in the help centre and on tickets. Off: on tickets only, with everything below it.',
  handle: 'Move {name}. Up and down change the order, left and right the level.', moved: '{name}: now at level {depth}, place {at}.', search: 'Find a category', nothing: 'No category found', nothingText: 'Try another word.',
  empty: { intake: 'No intake types yet', handling: 'No handling types yet' }, emptyText: { intake: 'For example Payment / Bank transfer. Customers choose them in the help centre, or a trigger sets them.', handling: 'For example Refunded, Informed. Agents choose them while they work on a ticket.' },
  deleteTitle: 'Delete the category {name}?', deleteText: '{categories} categories below it are deleted too. {tickets} tickets that have it keep it.', deleted: 'The category was deleted.', gone: '{path} (deleted)',
}
