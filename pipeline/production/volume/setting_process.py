"""A volume's own pages set in a process of their own, while this one binds the issues."""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pipeline.errors import KanbenError
from pipeline.limits import NoteFile, write_notes_to

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from pipeline.binding.stamps.stamp_sheet import StampSheet
    from pipeline.pdf.xmp import PdfFacts
    from pipeline.press.printer import Printer
    from pipeline.production.volume.own_pages import VolumePages
    from pipeline.volume import BoundVolume


_ENDED = "The process that sets the volume's pages has ended."


class SettingProcess:
    """Asks the other process for pages.

    Both sides write to a pipe that holds little, so that neither may write while the other does: first the stamps are
    read, then all that is wanted is ordered at once, then what was ordered is read.
    """

    def __init__(self, connection: "Connection[Any, Any]", process: "BaseProcess", note: NoteFile) -> None:
        self._connection = connection
        self._process, self._note = process, note

    def stamps(self) -> "StampSheet":
        """The sheet of stamps, which is set unasked. Raises the KanbenError of a layout that fails."""
        sheet: StampSheet = self._answer()
        return sheet

    def order_front_matter(self, volume: "BoundVolume", facts: "Sequence[PdfFacts]") -> None:
        """Have the pages before the issues of all parts of *volume* set; *facts* are those of each part."""
        try:
            self._connection.send((volume, list(facts)))
        except (BrokenPipeError, ConnectionResetError) as error:
            raise self._reason_of_end() from error

    def front_matter(self) -> "VolumePages":
        """The pages before the issues of the next part. Raises the KanbenError of what fails."""
        pages: VolumePages = self._answer()
        return pages

    def _reason_of_end(self) -> Exception:
        """Why the other process has ended."""
        self._process.join()
        code = self._process.exitcode or 0
        return self._note.ending(-code) if code < 0 else RuntimeError(_ENDED)

    def _answer(self) -> Any:
        try:
            answer = self._connection.recv()
        except (EOFError, ConnectionResetError) as error:
            raise self._reason_of_end() from error
        if isinstance(answer, KanbenError):
            raise answer
        return answer


@contextmanager
def setting_process(volume_file: Path, printer: "Printer | None" = None) -> Iterator[SettingProcess]:
    """Start the process for the volume of *volume_file* (or of its folder), for the press if there is a *printer*.

    It ends with the block. What is wrong with the file is told by whoever reads it here. It comes of this process: what
    is loaded here need not be loaded again.
    """
    context = get_context("fork")
    ours, theirs = context.Pipe()
    with TemporaryDirectory(prefix="kanben-setting-") as folder:
        note = NoteFile(Path(folder, "note"))
        process = context.Process(target=_set_pages, args=(theirs, ours, volume_file, printer, note), daemon=True)
        process.start()
        theirs.close()
        try:
            yield SettingProcess(ours, process, note)
        except BaseException:
            process.terminate()  # nobody waits for its pages
            raise
        finally:
            ours.close()  # which ends its loop
            process.join(timeout=1)
            if process.is_alive():
                process.terminate()
                process.join()


def _set_pages(
    connection: "Connection[Any, Any]",
    other: "Connection[Any, Any]",
    volume_file: Path,
    printer: "Printer | None",
    note: NoteFile,
) -> None:
    """What the process does: the stamps at once, then the pages that are ordered. *other*: the other end."""
    other.close()  # so that the end of the other process is seen
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is the other's business
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    write_notes_to(note)
    from pipeline.manuscript.volume_reader import read_volume
    from pipeline.production.volume.volume_setting import VolumeSetter

    try:
        volume = read_volume(volume_file)
    except KanbenError:
        return
    try:
        setter = VolumeSetter(volume, printer)
        connection.send(_try(setter.stamps))
        bound, facts = connection.recv()
        for part, each in enumerate(facts):
            connection.send(_try(partial(setter.front_matter, bound, part, each)))
    except (EOFError, BrokenPipeError, ConnectionResetError):  # nobody listens any more
        return


def _try(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except KanbenError as error:
        return error
