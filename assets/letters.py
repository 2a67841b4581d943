"""The letters that a language shows for its keys."""

from typing import Self

from pydantic import Field, model_validator

from assets.text import Section, Text


class Keys(Section):
    """The letter shown for each action; one character each, unlike one another where they can meet."""

    help: Text = Field(max_length=1)
    back: Text = Field(max_length=1)
    leave: Text = Field(max_length=1)
    language: Text = Field(max_length=1)
    why: Text = Field(max_length=1)
    bigger: Text = Field(max_length=1)
    colours: Text = Field(max_length=1)
    yes: Text = Field(max_length=1)
    no: Text = Field(max_length=1)
    unsure: Text = Field(max_length=1)
    plain: Text = Field(max_length=1)
    finish: Text = Field(max_length=1)
    aloud: Text = Field(max_length=1)

    @model_validator(mode="after")
    def _unlike_one_another(self) -> Self:
        letters = [str(letter) for letter in self.__dict__.values()]
        if len(set(letters)) < len(letters) or any(letter.isdigit() for letter in letters):
            raise ValueError("two actions have the same letter, or one has a digit")
        return self


class Keyboard(Section):
    """The words on keys, and what the keys do that have no letter."""

    title: Text
    space: Text
    tab: Text
    escape: Text
    backspace: Text
    page_up: Text
    page_down: Text
    home: Text
    end: Text
    sides: Text
    scroll: Text
    ends: Text
    more: Text
    first_last: Text
    page: Text
    """What the keys for scrolling, for the ends and for the pages do, in a word or two."""
