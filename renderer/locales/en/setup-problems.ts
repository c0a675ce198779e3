/** The cards of what a person enters or the PC gives, in English; see `../de/setup-problems.ts`. */
import type { SetupProblemCode } from '../../../shared/domain/setup-problems.ts';
import type { CauseCard } from '../de/causes.ts';

const SAFE = 'Yes. Nothing was stored and nothing was booked.';
const STORED = 'Yes. All receipts are stored on this PC.';
const RS_PERSON = 'Whoever looks after RetailSuite for you.';
const PC_PERSON = 'Whoever looks after your PC or network.';
const NOBODY = 'No help is needed.';

export const setupProblems: Record<SetupProblemCode, CauseCard> = {
  'address-invalid': {
    what: 'This is not the address of a workspace.',
    money: SAFE,
    todo: 'Copy the address from the browser’s address bar with RetailSuite open, for example schmidt.retailsuite.example.',
    who: RS_PERSON,
  },
  'address-not-secure': {
    what: 'The address begins with “http:”. Others could read the secret in transit.',
    money: SAFE,
    todo: 'Use the address that begins with “https:”.',
    who: RS_PERSON,
  },
  'address-unknown': {
    what: 'There is no such address, or this PC has no internet connection.',
    money: SAFE,
    todo: 'Check whether a letter is missing. Then open any page in the browser: if that fails too, there is no internet connection.',
    who: 'Whoever looks after RetailSuite for you knows the address.',
  },
  unreachable: {
    what: 'There is no answer at this address.',
    money: STORED,
    todo: 'Check the internet and the address. If both are right, try again in a few minutes.',
    who: PC_PERSON,
  },
  'no-answer-in-time': {
    what: 'RetailSuite did not answer in time.',
    money: STORED,
    todo: 'Try again in a few minutes.',
    who: 'If it takes longer: whoever looks after your internet.',
  },
  'tls-missing': {
    what: 'The connection to this address cannot be encrypted.',
    money: SAFE,
    todo: 'Check the address, and the number after a colon. We send nothing without encryption.',
    who: PC_PERSON,
  },
  'certificate-untrusted': {
    what: 'The certificate of this address is not trusted. Often the cause is a virus scanner or a proxy that inspects traffic.',
    money: 'Yes. Nothing was sent.',
    todo: 'Have the inspection switched off for the address of RetailSuite in the virus scanner or proxy, or its certificate installed on this PC.',
    who: PC_PERSON,
  },
  'certificate-expired': {
    what: 'The certificate of this address is not valid today. Usually the clock of this PC is wrong.',
    money: 'Yes. Nothing was sent.',
    todo: 'Check date and time of this PC. If they are right, the certificate has to be renewed.',
    who: 'For the clock: whoever looks after your PC. Otherwise the support of RetailSuite.',
  },
  'certificate-name': {
    what: 'A server with another name answers at this address.',
    money: 'Yes. Nothing was sent.',
    todo: 'Check the address letter by letter. On a guest Wi-Fi, sign in to it first.',
    who: RS_PERSON,
  },
  'proxy-refused': {
    what: 'The proxy of your network does not let us through to RetailSuite.',
    money: STORED,
    todo: 'Have the address of RetailSuite allowed in the proxy.',
    who: PC_PERSON,
  },
  'clock-off': {
    what: 'The clock of this PC differs from the clock of RetailSuite.',
    money: 'Yes. Business days come from the till, not from this clock.',
    todo: 'In the settings of the PC, choose “Set time automatically”. Otherwise the sign-in will fail some day.',
    who: PC_PERSON,
  },
  'answers-html': {
    what: 'A web page answers at this address, not the interface of RetailSuite.',
    money: SAFE,
    todo: 'Check the address. On a Wi-Fi with a sign-in page, sign in to it first.',
    who: RS_PERSON,
  },
  'not-retailsuite': {
    what: 'Something that is not RetailSuite answers at this address.',
    money: STORED,
    todo: 'Check the address. If it is right, try again later.',
    who: RS_PERSON,
  },
  throttled: {
    what: 'RetailSuite asks for fewer requests.',
    money: STORED,
    todo: 'Wait a minute and try again.',
    who: NOBODY,
  },
  frozen: {
    what: 'The workspace in RetailSuite is locked for the moment, mostly for maintenance.',
    money: STORED,
    todo: 'Try again later.',
    who: 'If it takes longer than a day: the support of RetailSuite.',
  },
  'server-error': {
    what: 'RetailSuite reports a fault.',
    money: STORED,
    todo: 'Try again in a few minutes.',
    who: 'If it takes longer than a day: the support of RetailSuite.',
  },
  'client-refused': {
    what: 'RetailSuite does not know this client ID, or the secret does not fit it.',
    money: SAFE,
    todo: 'Copy client ID and secret once more, without spaces. RetailSuite shows the secret only once; if it is lost, have a new one made.',
    who: RS_PERSON,
  },
  'consent-refused': {
    what: '“Refuse” was chosen in the browser.',
    money: SAFE,
    todo: 'Sign in once more and choose “Allow”. Without this permission nothing can be booked.',
    who: RS_PERSON,
  },
  'sign-in-refused': {
    what: 'RetailSuite refused the sign-in, for a reason that we do not recognise.',
    money: SAFE,
    todo: 'Try once more. If the problem remains, pass on the original text.',
    who: 'The support of RetailSuite, with the original text.',
  },
  'sign-in-timeout': {
    what: 'Nothing was decided in the browser for five minutes.',
    money: SAFE,
    todo: 'Start the sign-in once more.',
    who: NOBODY,
  },
  'browser-not-opened': {
    what: 'The browser of this PC could not be opened.',
    money: SAFE,
    todo: 'Choose a default browser, or use a refresh token.',
    who: PC_PERSON,
  },
  'token-used': {
    what: 'This refresh token is no longer valid. Each is valid once; another program or PC has used it already.',
    money: STORED,
    todo: 'Sign in again, or get a new token in RetailSuite. Use it here only.',
    who: RS_PERSON,
  },
  'not-connected': {
    what: 'This program is not connected to RetailSuite yet.',
    money: STORED,
    todo: 'Enter address, client ID and secret, and sign in.',
    who: RS_PERSON,
  },
  'secrets-unreadable': {
    what: 'The stored sign-in cannot be read here. It belongs to another user or PC.',
    money: STORED,
    todo: 'Sign in again. Then everything is sent automatically.',
    who: RS_PERSON,
  },
  'no-open-year': {
    what: 'RetailSuite has no fiscal year for today.',
    money: STORED,
    todo: 'Have the fiscal year created. Today’s receipts wait until then.',
    who: 'Your tax adviser.',
  },
  'folder-relative': {
    what: 'This is not a complete path.',
    money: SAFE,
    todo: 'Enter the folder starting with its drive, for example C:\\Till\\Export or /home/till/export.',
    who: NOBODY,
  },
  'folder-missing': {
    what: 'There is no such folder, or its drive is not connected.',
    money: SAFE,
    todo: 'Check the path. For a network drive: is the other PC on?',
    who: PC_PERSON,
  },
  'folder-is-file': {
    what: 'This is a file, not a folder.',
    money: SAFE,
    todo: 'Use the folder that the file is in.',
    who: NOBODY,
  },
  'folder-unreadable': {
    what: 'This folder may not be read here.',
    money: SAFE,
    todo: 'Give your user on this PC the right to read the folder, or use another one.',
    who: PC_PERSON,
  },
  'folder-unwritable': {
    what: 'This folder may not be written to here.',
    money: SAFE,
    todo: 'Give your user on this PC the right to write there, or use another folder.',
    who: PC_PERSON,
  },
  'delivery-unreadable': {
    what: 'A delivery in this folder cannot be read.',
    money: 'Yes. The delivery stays where it is; what it holds is not booked yet.',
    todo: 'Give your user on this PC the right to read the file. The original text names it.',
    who: PC_PERSON,
  },
  'delivery-ending': {
    what: 'A file in the inbox has an ending that is not read.',
    money: 'Yes. The file stays where it is; what it holds is not booked yet.',
    todo: 'Events of a till end in .jsonl, exports in .zip. Rename the file; if Windows shows no endings, switch them on in Explorer.',
    who: 'Whoever looks after your till.',
  },
  'delivery-link': {
    what: 'There is a link in the inbox. Links are not read.',
    money: 'Yes. Nothing was changed; what is behind it is not booked yet.',
    todo: 'Put the file itself into the folder.',
    who: NOBODY,
  },
  'delivery-unfinished': {
    what: 'A file in the inbox was begun, and is not finished after more than an hour.',
    money: 'Yes. The file stays where it is; what it holds is not booked yet.',
    todo: 'Deliver once more at the till. If the file is complete, rename it to end in .jsonl or .zip.',
    who: 'Whoever looks after your till.',
  },
  'delivery-misplaced': {
    what: 'The inbox holds files that are not read like this.',
    money: 'Yes. They stay where they are; what they hold is not booked yet.',
    todo: 'An export comes as a ZIP, or as a folder of its own with all its files. Other folders stay where they are: if they are not the till’s, choose a separate inbox.',
    who: NOBODY,
  },
  'delivery-too-large': {
    what: 'A delivery is larger than anything a store delivers. It was not read.',
    money: 'Yes. The delivery stays where it is; what it holds is not booked yet.',
    todo: 'Export a shorter period at the till.',
    who: 'Whoever looks after your till.',
  },
  'delivery-stuck': {
    what: 'A delivery is read, but cannot be put into the archive.',
    money: 'Yes. What it holds is stored and will be booked; nothing is booked twice.',
    todo: 'Close programs that hold the file open. The original text says what is in the way.',
    who: PC_PERSON,
  },
  'drive-full': {
    what: 'The drive of this PC is full. New deliveries are not read.',
    money: 'Yes. What is stored stays stored; new deliveries stay where they are.',
    todo: 'Free up space on the drive. Delete nothing in the data folder.',
    who: PC_PERSON,
  },
  'folder-overlaps': {
    what: 'Venduo POS already uses this folder for something else.',
    money: SAFE,
    todo: 'Use a separate folder, so that nothing is read twice.',
    who: NOBODY,
  },
  'backup-failed': {
    what: 'The last backup did not work. Is the drive there, and is there space on it?',
    money: 'Yes. The database itself is not affected; earlier backups are still there.',
    todo: 'Check the drive and its free space, and press “Back up now”. Otherwise we try again in an hour.',
    who: PC_PERSON,
  },
  'backup-damaged': {
    what: 'The last backup was damaged and was thrown away.',
    money:
      'The database or the drive of the backup may have a fault. Earlier backups are still there.',
    todo: 'Choose another drive and press “Back up now”. If that backup is damaged too, get help at once.',
    who: 'Your support, with the original text.',
  },
  'restore-failed': {
    what: 'The backup could not be put back.',
    money: 'Yes. The previous database is unchanged and keeps working.',
    todo: 'See whether the drive of the backup is there and try again, or take another backup.',
    who: PC_PERSON,
  },
  'backup-newer': {
    what: 'A newer version of Venduo POS made this backup.',
    money: 'Yes. The backup and the present database are unchanged.',
    todo: 'Install the newest version, then put the backup back. Or take an older backup.',
    who: PC_PERSON,
  },
  'backup-passphrase-wrong': {
    what: 'This password does not open the backup.',
    money: 'Yes. The backup and the present database are unchanged.',
    todo: 'Enter the password that was set when this backup was made. Mind capital letters.',
    who: 'Whoever chose the password. Without it nobody can open the backup, not even us.',
  },
  'second-backup-missing': {
    what: 'The second backup folder is not there. Its drive is probably not plugged in, or a different drive is.',
    money: 'Yes. The database keeps working, and the backup in the first folder is there.',
    todo: 'Plug the drive in: the newest backup is copied there within ten minutes. If another drive is to be used, choose its folder.',
    who: PC_PERSON,
  },
  'second-backup-failed': {
    what: 'The copy into the second folder of the backups did not work.',
    money: 'Yes. The database is not affected, and the backup in the first folder is there.',
    todo: 'See whether there is space on the drive and whether it may be written to. We try again in an hour.',
    who: PC_PERSON,
  },
  'backup-key-unreadable': {
    what: 'The key of encrypted backups cannot be read here. It belongs to another user or PC.',
    money: 'Yes. The backup in the first folder is there; none leaves the PC unencrypted.',
    todo: 'Set the password once more. Earlier backups still open with their own password.',
    who: NOBODY,
  },
  unexpected: {
    what: 'Something went wrong that we do not recognise.',
    money: STORED,
    todo: 'Try once more. If the problem remains, pass on the original text.',
    who: 'Your support, with the original text.',
  },
};
