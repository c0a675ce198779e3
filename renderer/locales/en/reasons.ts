/** Why the import held something back, in English; what the sentences name comes with the reason. */
import type { Conflict } from '../../../shared/domain/ingest-report.ts';
import type { ProblemCode } from '../../../shared/domain/problem-codes.ts';

export const reasons: Readonly<Record<ProblemCode, string>> = {
  'not-found': '“{{source}}” is not there (any more). Check path and drive, then import it again.',
  unreadable: '“{{source}}” cannot be read. Copy or export the file again.',
  damaged: 'The file is damaged. Export it again at the till.',
  'not-an-export':
    '“{{source}}” is neither a ZIP nor a folder. An export is imported as the ZIP or folder that the till wrote.',
  'zip-damaged': 'The ZIP is damaged or incomplete. Copy or export it again.',
  'zip-encrypted': 'The ZIP is encrypted. Export it without a password.',
  'zip-several': 'The ZIP holds several exports. Unpack it and import each folder by itself.',
  'zip-nested':
    'It holds a ZIP in a ZIP that was not opened: {{zips}}. None of its content is booked, and nothing is lost. Unpack it on this PC and import the unpacked folder; a new export at the till is not needed.',
  'zip-too-large': 'Unpacked the ZIP would be larger than any export of a till. It was not opened.',
  'file-missing': 'The file {{file}} is missing. Was it renamed or left out?',
  'file-unusable':
    'The optional file {{file}} has another shape than the format. What it would prove was not checked.',
  'no-closing': 'The export holds no closing. Make the closing of the day at the till first.',
  'set-aside':
    'The program ended twice while it read “{{source}}”. The file is set aside, so that everything else goes on. Export a shorter period, or have it read again.',
  'name-reused':
    '“{{name}}” came before with other content. While the program is closed, a delivery replaces the one before it under the same name, and that one is lost. Give each delivery a name of its own.',
  'more-rejected':
    '{{more}} more lines of this file are faulty, {{total}} in all. None of them is booked; the good lines are.',
  empty: 'The file is empty.',
  csv: 'The line is not valid CSV.',
  encoding: 'The line is not written in UTF-8, as the format demands.',
  columns: 'The line has {{given}} columns, the header {{wanted}}.',
  'column-missing':
    'Missing in the header: {{columns}}. The till’s maker can deliver a complete DSFinV-K export.',
  'too-long': 'The line is longer than any receipt can be.',
  json: 'The line is not valid JSON.',
  schema: 'The format does not allow what is written here.',
  'closing-sum': '{{what}}: the closing says {{claimed}}, the receipts make {{summed}}.',
  'closing-names':
    '{{what}}: the closing says {{claimed}}, the receipts make {{summed}}. Only the name differs, not the money.',
  unproven:
    'Nothing in the export proves the sums of closing {{closing}}: {{missing}} say nothing about it. Compare it with the printed closing.',
  'proof-missing': '{{missing}}: nothing about closing {{closing}}. Its other sums prove it.',
  'closing-twice':
    'Closing {{closing}} of pay desk {{payDesk}} appears twice in the export, also in line {{line}}.',
  'closing-missing':
    'Rows of pay desk {{payDesk}} name closing {{closing}}, which the export does not have.',
  'closing-gap':
    'Closings {{from}} to {{to}} of pay desk {{payDesk}} are missing; closing {{closing}} is there. Export the missing days.',
  'opening-twice':
    'Closing {{closing}} of pay desk {{payDesk}} has more than one opening balance. It is impossible to tell whether the drawer opened with a difference.',
  'opening-not-compared':
    'There was nothing to compare the opening balance of closing {{closing}} of pay desk {{payDesk}} with, because closing {{before}} is held or was told in two ways. Decide about closing {{before}}.',
  'storno-undecided':
    '{{count}} receipts carry the storno flag, and no sum of the closing tells whether they count.',
  taxonomy:
    'Version {{found}} of the format is not known here. It was read like 2.x, and its sums agree.',
  currency: '“{{found}}” is not a currency with {{decimals}} decimals.',
  'master-data-shared':
    '{{file}} says nothing of closing {{closing}} of pay desk {{payDesk}}. “{{found}}” of its other closings was taken.',
  'master-data-missing':
    '{{file}} says nothing of closing {{closing}} of pay desk {{payDesk}}. Store and currency are not assumed. Export again with the till’s master data.',
  'day-not-credible':
    '{{column}} says {{found}}. That cannot be the day of the closing; check the clock of the till and of this PC.',
  'receipt-missing': 'The row names receipt {{receipt}}, which the export does not have.',
  'receipt-twice': 'Receipt {{receipt}} appears twice in this closing, or has no number.',
  'receipt-type': 'Receipt {{receipt}} has the unknown type “{{found}}”.',
  'money-without-receipt':
    'Receipt {{receipt}} is of type {{type}} and should move no money, but {{paid}} was paid.',
  'payment-type': 'Receipt {{receipt}} was paid with the unknown type “{{found}}”.',
  'payment-sum': 'Receipt {{receipt}}: its total is {{total}}, but {{paid}} was paid.',
  'line-twice': 'Receipt {{receipt}} has line “{{position}}” twice.',
  'line-missing': 'The row belongs to a line of receipt {{receipt}} that does not exist.',
  'lines-sum': 'Receipt {{receipt}}: its lines make {{lines}}, its total is {{total}}.',
  'business-case': 'Receipt {{receipt}} has a line of the unknown type “{{found}}”.',
  'vat-key': 'Receipt {{receipt}} uses VAT key {{key}}, which the closing does not know.',
  'vat-sum': 'Receipt {{receipt}}: its total is {{total}}, its VAT rates make {{vat}}.',
  'void-counted':
    'Receipt {{receipt}}: lines marked as voided count, as its total says. The mark stands on the counter line.',
  number: '“{{found}}” is not a valid number here.',
  time: '“{{found}}” is not a valid time.',
  'time-far':
    'Receipt {{receipt}} says {{found}}, far from its closing. It is booked on the day of the closing.',
  'cash-differs':
    'Receipt {{receipt}} sells nothing, and its lines move another amount of cash than was paid.',
  'gives-and-takes':
    'Receipt {{receipt}} gives back by one means what it takes by another, and sells nothing. A person has to say what it is.',
  'payment-unknown': 'Receipt {{receipt}} has an amount paid with “{{found}}”.',
  'part-of-cent': 'Receipt {{receipt}} moves a fraction of a cent in or out of the drawer.',
  unknown: 'Another version of the program found this reason. The original text is shown below.',
};

export const conflicts: Readonly<Record<Conflict['code'], string>> = {
  'other-content': 'Receipt {{bill}} is stored already, but with other content.',
  'other-source':
    'Receipt {{bill}} of pay desk {{payDesk}} arrived another way before ({{known}}). Let each till deliver by one way only: inbox or export.',
  'closing-number-reused':
    'Closing {{closing}} of pay desk {{payDesk}} is already stored, made at {{known}}; this file says {{found}}. The till’s maker can tell which is right.',
  'pay-desk-shared':
    'Closing {{closing}} of pay desk {{payDesk}} is stored already from the store “{{knownStore}}”, made at {{known}}. This file comes from the store “{{foundStore}}” and says {{found}}.',
  'closing-changed':
    'Closing {{closing}} of pay desk {{payDesk}} came again with other receipts. Added: {{came}}. Gone: {{went}}. Which version is right?',
  'closing-repeated':
    '{{count}} receipts of closing {{closing}} of pay desk {{payDesk}} are stored already, of closing {{known}}. They were not booked a second time. Was the closing made again, or the till renamed?',
  'same-receipt':
    'Receipt {{bill}} of pay desk {{payDesk}} now stands under closing {{closing}}; it is stored under closing {{knownClosing}} of pay desk {{knownPayDesk}}. Times and amounts are the same. Is it the same receipt?',
  'bill-number-shared':
    'Two different receipts have the number {{bill}}: this one and {{known}}. Both wait, so that they are not both booked against one invoice.',
  'opening-difference':
    'Pay desk {{payDesk}}, closing {{closing}}: the opening balance is {{counted}}, the closing before left {{expected}}. What was it: a difference, cash taken out, or cash put in?',
  'payment-correction':
    'Receipt {{bill}} moves {{amount}} from one way of paying to another, without goods. Should it be booked like this?',
  'voucher-paid-out':
    'Receipt {{bill}} paid out {{amount}} of a voucher in cash. Should it be booked like this?',
};
