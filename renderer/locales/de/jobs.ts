/** The states of a job explained, in German. */

export const jobs = {
  invoiceAwaited: {
    what: 'RetailSuite hat zu diesem Auftrag noch keine Rechnung.',
    money: 'Ja. Der Beleg ist auf diesem PC gespeichert und noch nicht gebucht.',
    todo: 'Nichts. Wir fragen von selbst wieder nach; meist ist sie nach Minuten da.',
    who: 'Niemand muss helfen.',
  },
  stateHelp: {
    waiting: 'Wird von selbst gesendet. Sie müssen nichts tun.',
    'waiting-invoice':
      'RS hat zu diesem Auftrag noch keine Rechnung. Wir fragen von selbst wieder nach.',
    sending: 'Die Anfrage ist unterwegs. Das dauert meist wenige Sekunden.',
    unclear:
      'Es kam keine Antwort. Wir fragen RS, ob die Buchung angekommen ist, bevor etwas erneut gesendet wird. Nichts wird doppelt gebucht.',
    attention: 'Hier kommt das Programm nicht allein weiter. Es braucht Sie.',
    'on-hold': 'Jemand hat diesen Beleg zurückgestellt.',
    excluded: 'Jemand hat entschieden, dass dieser Beleg nicht gesendet wird.',
    booked: 'RS hat die Buchung angenommen und ihre Nummer genannt.',
    verified: 'In RS gebucht; Betrag und Konten wurden zurückgelesen und stimmen.',
  },
};
