/** The sheet of keys, in English. */
import type { Locale } from '../de/index.ts';

export const help: Pick<Locale, 'help' | 'helpPart' | 'helpKey' | 'key'> = {
  help: {
    title: 'Help',
    intro: 'Everything works without a mouse. The blue frame shows where you are.',
    open: 'Help (?)',
    manual: 'Manual',
    about: 'About this program',
    close: 'Close',
    or: 'or',
  },
  helpPart: {
    everywhere: 'Everywhere',
    list: 'In the list',
    columns: 'Editing the columns',
    details: 'On the page of a job',
    closing: 'In the calendar of closings',
  },
  helpKey: {
    closing: {
      move: 'From day to day, from week to week',
      month: 'Previous or next month',
      week: 'Beginning or end of the week',
    },
    everywhere: {
      help: 'This overview',
      next: 'To the next or previous element',
      press: 'Press a button, flip a switch',
      close: 'Close a dialog or menu',
      zoom: 'Show larger or smaller',
    },
    list: {
      move: 'From cell to cell',
      open: 'Open the details of the job',
      choose: 'Choose the row',
      extend: 'Choose the row and the next one',
      page: 'Choose all rows of the page',
      menu: 'Filter by the value of the cell, copy it',
      search: 'To the search box',
      ends: 'First or last row of the page',
      screenful: 'One screen further',
      sort: 'On a column title: sort by it',
    },
    columns: {
      width: 'On a column title: narrower or wider',
      grab: 'On the handle: pick the column up',
      drag: 'Move it',
      drop: 'Put it down',
      cancel: 'Stop moving',
    },
    details: {
      previous: 'Previous job of the list',
      next: 'Next job of the list',
      back: 'Back to the list',
      findNext: 'In the search: next or previous place',
      findEnd: 'In the search: end it',
    },
  },
  key: {
    Shift: 'Shift',
    Space: 'Space',
    Menu: 'Menu key',
    Ctrl: 'Ctrl',
    Home: 'Home',
    End: 'End',
    PageUp: 'Page Up',
    PageDown: 'Page Down',
  },
};
