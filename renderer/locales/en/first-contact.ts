/** RetailSuite is asked all questions, in the settings. */
export const firstContact = {
  open: 'Check the interface of RetailSuite',
  text: 'RetailSuite is only read; nothing is booked or changed there. The report names the fields of the answers and their types, the texts of errors, and the numbers that were asked for; no amounts, no customers, no credentials. You can send it to whoever helps you.',
  bill: 'Bill number of a receipt (optional)',
  billHelp: 'With a number that already has an invoice, the invoice is checked, too.',
  ask: 'Check now',
  asking: 'Checking …',
  understood: 'All understood: RetailSuite answers as expected.',
  understoodSoFar:
    'Understood so far. Where RetailSuite has no entry yet, check again after the first postings.',
  noAnswer:
    'Not every question got a usable answer. Check the connection and ask again. If the problem remains, send the report to whoever helps you.',
  otherwise:
    'RetailSuite does not answer as expected. Your receipts stay stored. Send the report to whoever helps you, and stop sending until then (STOP in the list).',
  report: 'Read the report',
  copy: 'Copy the report',
  copied: 'The report is copied.',
  notCopied: 'The report could not be copied. Open it and select the text by hand.',
  signedOut: 'This can be checked only after signing in to RetailSuite.',
  failed: 'The check failed: {{reason}} Nothing was booked.',
  call: {
    token: 'Sign-in',
    ping: 'Availability',
    fiscalYears: 'Fiscal years',
    accounts: 'Accounts',
    invoices: 'Invoices',
    postings: 'Reading postings',
    savePosting: 'Sending a posting',
  },
  verdict: {
    understood: 'understood',
    otherwise: 'answers differently',
    'no-rows': 'answers, but has no entry yet',
    'not-there': 'is not there',
    failed: 'no usable answer',
    'not-asked': 'not asked, because it would book',
  },
};
