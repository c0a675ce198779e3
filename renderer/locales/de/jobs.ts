/** What a job is and where it stands, in German. */
export const jobs = {
  type: {
    'order-cash': 'Verkauf bar',
    'order-non-cash': 'Verkauf unbar',
    'cash-in': 'Einlage',
    'cash-out': 'Entnahme',
    'opening-diff': 'Anfangsdifferenz',
    'close-diff': 'Abschlussdifferenz',
  },
  status: { pending: 'Pending', synced: 'Sync successful' },
  message: {
    'order-synced': 'Order synced to RS',
    'order-not-synced': 'Order NOT synced to RS',
  },
  state: {
    waiting: 'wartet',
    'waiting-invoice': 'wartet auf Rechnung',
    sending: 'wird gesendet',
    unclear: 'wird nachgefragt',
    attention: 'braucht Sie',
    'on-hold': 'zurückgestellt',
    excluded: 'wird nicht gesendet',
    booked: 'gebucht',
    verified: 'gebucht und geprüft',
  },
  stateHelp: {
    waiting: 'Wird von selbst gesendet. Sie müssen nichts tun.',
    'waiting-invoice':
      'RS hat zu diesem Auftrag noch keine Rechnung. Wir fragen von selbst wieder nach.',
    sending: 'Die Anfrage ist unterwegs. Das dauert meist wenige Sekunden.',
    unclear:
      'Es kam keine Antwort. Wir fragen RS, ob die Buchung angekommen ist, bevor etwas erneut gesendet wird. Nichts wird doppelt gebucht.',
    attention: 'Hier kommt das Programm nicht allein weiter. Was zu tun ist, steht unter „Error“.',
    'on-hold': 'Jemand hat diesen Beleg zurückgestellt.',
    excluded: 'Jemand hat entschieden, dass dieser Beleg nicht gesendet wird.',
    booked: 'RS hat die Buchung angenommen und ihre Nummer genannt.',
    verified: 'In RS gebucht; Betrag und Konten wurden zurückgelesen und stimmen.',
  },
};
