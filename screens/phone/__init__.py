"""The report on a person's phone: answers as the end of an address, and the page that reads them; no Textual here."""
