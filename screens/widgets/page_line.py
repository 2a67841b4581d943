"""The first line of a page that is one of several."""

from textual.content import Content

from screens.widgets.lines import Lines


class PageLine(Lines):
    """The title, what can be done, and at the right edge which page this is."""

    def __init__(self, title: str, lead: str) -> None:
        super().__init__(classes="page-line")
        self.title_text, self.lead, self.place = title, lead, ""

    def lines(self, width: int) -> list[Content]:
        """Return one row, or in a narrow window two."""
        title, lead = Content.styled(self.title_text, "bold"), Content.styled(self.lead, "$muted")
        place = Content.styled(self.place, "$muted")
        needed = title.cell_length + lead.cell_length + place.cell_length + 4
        if needed <= width:
            return [(title + Content("  ") + lead).pad_right(width - needed + 2) + place]
        return [title.pad_right(max(2, width - title.cell_length - place.cell_length)) + place]
