"""The content of the pages of a legacy PDF: streams that can be read, and leave the graphics state as they found it."""

import zlib
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from pipeline.i18n import _
from pipeline.intake.content_state import State, join_states, state_of, without_surplus
from pipeline.intake.form_weights import FormWeights, Use, resources_used
from pipeline.intake.kept_objects import KeptObjects, is_reference
from pipeline.intake.legacy_objects import DamagedError, TooMuchError
from pipeline.pdf.content_tokens import BrokenContentError, readable_beginning
from pipeline.pdf.object_syntax import UnreadableError
from pipeline.pdf.objects import NameObject
from pipeline.pdf.stream_decoding import ExcessiveError, UndecodableError, filters_of, is_plain_flate

_MAX_CONTENT_STREAMS = 10_000
# Bytes of content, decoded: of a stream (those of the largest maps have 50 MiB), and of all pages together, which grow
# with the file. A second is enough for 20 MiB.
_MAX_CONTENT = 64 << 20
_MAX_CONTENT_ALTOGETHER, _MAX_CONTENT_PER_BYTE = 192 << 20, 20
_MAX_STATES = 1_000  # opened or closed too much; more is no content of a page


_UNUSABLE = (BrokenContentError, UndecodableError, UnreadableError)


@dataclass(frozen=True, slots=True)
class _Stream:
    """A content stream that was put: its *number*, what it does to the *state*, which resources it uses."""

    number: int
    state: State
    used: Counter[Use]


@dataclass(slots=True, kw_only=True)
class PageContents:
    """Puts the content of one page after the other; what several pages share is put once.

    *shortened* are the pages, from 0, whose content is there up to a damage, *lost* those of which a part or all can't
    be read.
    """

    kept: KeptObjects
    shortened: list[int] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    _whole: dict[tuple[int, ...], _Stream] = field(default_factory=dict)
    _beginnings: dict[int, _Stream] = field(default_factory=dict)
    _mended: dict[tuple[int, ...], _Stream] = field(default_factory=dict)
    _weights: FormWeights = field(init=False)
    _looked_at: int = 0  # bytes of content
    _pages: int = 0
    _readable: int = 0  # pages that have something to show
    _reason: DamagedError | None = None  # why the first content that is lost is so

    def __post_init__(self) -> None:
        self._weights = FormWeights(self.kept)

    def keep(self, entries: dict[str, Any], *, is_lost: bool, has_notes: bool) -> list[int]:
        """The numbers of the content streams of the next page, which has *entries*.

        It *is_lost* itself, or not, and *has_notes* (annotations) that show something, or not.

        Raises DamagedError where content can't be read; of a file that is read tolerantly it is left out.
        """
        streams = self._streams_of(entries)
        if is_lost:
            self._lose(DamagedError(_("none of its pages can be read")))
        self._readable += bool(streams or has_notes)
        used: Counter[Use] = Counter()
        for stream in streams:
            used.update(stream.used)
        self._weights.check(used, entries.get("/Resources"))
        self.kept.findings.counts["unnamed"] += self._weights.lacks(used, entries.get("/Resources"))
        self._pages += 1
        return self._balance(streams)

    def require_something(self) -> None:
        """Raises DamagedError when pages should have content, and none of it can be read."""
        if self._reason is not None and not self._readable:
            raise self._reason

    def _lose(self, reason: DamagedError) -> None:
        """Note that content of the page at hand is lost. Raises *reason* unless that is tolerated."""
        if not self.kept.legacy.is_tolerant:
            raise reason
        self._reason = self._reason or reason
        if self._pages not in self.lost[-1:]:
            self.lost.append(self._pages)

    def _streams_of(self, entries: dict[str, Any]) -> list[_Stream]:
        if "/Contents" not in entries:
            return []
        found = self.kept.needed_value(entries["/Contents"])
        if found is None and not self.kept.legacy.missing:  # null is as good as nothing (ISO 32000-1, 7.3.9)
            return []
        rows = found if isinstance(found, list) else [entries["/Contents"]]
        if len(rows) > _MAX_CONTENT_STREAMS:
            raise TooMuchError(_("the content of a page is no stream"))
        numbers = tuple(row.idnum for row in rows if is_reference(row))
        if len(numbers) == len(rows):
            with suppress(*_UNUSABLE):
                return [self._put_whole((number,)) for number in numbers]
            if len(numbers) > 1:  # a string or an array may begin in one stream and end in the next
                with suppress(*_UNUSABLE):
                    return [self._put_whole(numbers)]
        else:
            is_named = None in rows
            lost = (
                _("the content of a page is not in the file") if is_named else _("the content of a page is no stream")
            )
            self._lose(DamagedError(lost))
        return [stream for number in numbers if (stream := self._put_beginning(number)) is not None]

    def _put_whole(self, numbers: tuple[int, ...]) -> _Stream:
        """Put content streams as one, deflated whatever they were. Raises what _UNUSABLE has."""
        if numbers not in self._whole:
            read = [self._read(number) for number in numbers]
            content = b"\n".join(self._bound(self.kept.legacy.decoder.decode, pair) for pair in read)
            state = state_of(content)
            sound, data = read[0]
            is_plain = len(read) == 1 and filters_of(sound) and is_plain_flate(sound) and _is_whole(data, len(content))
            self._whole[numbers] = self._put(content, state, data if is_plain else zlib.compress(content))
        return self._whole[numbers]

    def _put_beginning(self, number: int) -> _Stream | None:
        """Put a content stream, of a damaged one what viewers show of it; None where that is nothing and tolerated."""
        with suppress(*_UNUSABLE):
            return self._put_whole((number,))
        if number not in self._beginnings:
            try:
                decode = self.kept.legacy.decoder.decode_beginning
                content = readable_beginning(self._bound(decode, self._read(number)))
                state = state_of(content)
            except (UnreadableError, UndecodableError) as error:
                self._lose(DamagedError(_("the content of a page is {reason}").format(reason=error)))
                return None
            except BrokenContentError:
                content = b""
            if not content:
                self._lose(DamagedError(_("the content of a page is damaged")))
                return None
            self._beginnings[number] = self._put(content, state, zlib.compress(content))
        if self._pages not in self.shortened[-1:]:
            self.shortened.append(self._pages)
        return self._beginnings[number]

    def _put(self, content: bytes, state: State, data: bytes) -> _Stream:
        number = self.kept.add({NameObject("/Filter"): NameObject("/FlateDecode")}, data)
        return _Stream(number, state, resources_used(content))

    def _put_without_surplus(self, numbers: tuple[int, ...]) -> _Stream:
        """Put the content streams *numbers*, which were put before, as one that closes nothing that it did not open."""
        if numbers not in self._mended:
            deflate = {"/Filter": "/FlateDecode"}
            parts = [
                self._bound(self.kept.legacy.decoder.decode, (deflate, self.kept.pdf.streams[number]))
                for number in numbers
            ]
            content = without_surplus(b"\n".join(parts))
            self._mended[numbers] = self._put(content, state_of(content), zlib.compress(content))
        return self._mended[numbers]

    def _read(self, number: int) -> tuple[dict[str, Any], bytes]:
        dictionary, data = self.kept.legacy.read(number)
        if data is None:
            raise UnreadableError(_("no stream"), 0)
        return self.kept.sound_stream(dictionary, data, is_proved=False), data

    def _bound(self, decode: Callable[..., bytes], stream: tuple[dict[str, Any], bytes]) -> bytes:
        """*stream* decoded, which counts. Raises TooMuchError when it is too large, or all that was read is."""
        try:
            content = decode(*stream)
            self._looked_at += len(content)
            most = _MAX_CONTENT_ALTOGETHER + _MAX_CONTENT_PER_BYTE * len(self.kept.legacy.data)
            if len(content) > _MAX_CONTENT or self._looked_at > most:
                raise ExcessiveError(_("too large"))
        except ExcessiveError as error:
            raise TooMuchError(_("the content of a page is {reason}").format(reason=error)) from error
        return content

    def _balance(self, streams: list[_Stream]) -> list[int]:
        """The numbers of *streams*, without what closes what was not opened, and with what closes the rest."""
        numbers, state = tuple(stream.number for stream in streams), join_states(stream.state for stream in streams)
        self.kept.findings.counts["content"] += state.strange > 0
        if not state.depth:
            return list(numbers)
        self.kept.findings.counts["balance"] += 1
        if state.depth > _MAX_STATES:
            raise TooMuchError(_("the content of a page opens graphics states without an end"))
        if any(state.lowest):
            mended = self._put_without_surplus(numbers)
            numbers, state = (mended.number,), mended.state
        before = [self.kept.add({}, state.before)] if state.before else []
        return [*before, *numbers, *([self.kept.add({}, state.after)] if state.after else [])]


def _is_whole(data: bytes, length: int) -> bool:
    """Whether *data*, deflated and proved to be so, end with their checksum and nothing else."""
    engine = zlib.decompressobj()
    engine.decompress(data, length + 1)
    return engine.eof and not engine.unused_data
