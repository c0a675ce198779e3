/** RetailSuite is asked each question once, in the settings. */
export const firstContact = {
  open: 'Check the interface of RetailSuite',
  text: 'RetailSuite is asked each question once; nothing is booked or changed there. The report names fields and types, no contents. You can send it to whoever helps you.',
  bill: 'Bill number of a receipt (optional)',
  billHelp: 'With a number that already has an invoice, the invoice is checked, too.',
  ask: 'Check now',
  asking: 'Checking …',
  understood: 'All understood: RetailSuite answers as agreed.',
  otherwise:
    'RetailSuite answers otherwise than agreed. Nothing wrong is booked; send the report to whoever helps you.',
  report: 'Read the report',
  copy: 'Copy the report',
  copied: 'The report is copied.',
  notCopied: 'The report could not be copied. Open it and select the text by hand.',
  signedOut: 'This can be checked only after signing in to RetailSuite.',
  failed: 'The check failed: {{reason}} Nothing was booked by it.',
  verdict: {
    understood: 'understood',
    otherwise: 'answers otherwise',
    'no-rows': 'answers, but has no entry yet',
    'not-there': 'is not there',
    failed: 'no usable answer',
    'not-asked': 'not asked',
  },
};
