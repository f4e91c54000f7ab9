"""Fetches the artifacts of a lock into a folder that all cases share, 8 at once, and lets none through unchecked.

jgo knows where Maven artifacts are published and how a coordinate becomes an address, so no host is named here. Its
own resolution is not used: it picks other versions than Maven does.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from giaoviec.graph.errors import Said, StoreError
from giaoviec.graph.stores.local_server.lock import Artifact, Lock, fault

if TYPE_CHECKING:
    from jgo.maven import MavenContext

LICENCE = "GPL-3.0"
AT_ONCE = 8
TRIES = 3
TIMEOUT = 60  # seconds without an answer, for one request


class UnreachableError(StoreError):
    """The artifact repository does not answer, or lacks what is asked for."""


INSTALL = 'pip install ".[neo4j]"'


class MissingExtraError(StoreError):
    """A library of the extra [neo4j] is not installed."""

    def __init__(self, library: str) -> None:
        super().__init__(
            vi=f"Thiếu thư viện {library}: hãy chạy {INSTALL} trong thư mục của dự án. Kho nhúng vẫn dùng được.",
            en=f"{library} is not installed: run {INSTALL} in the project's folder. The embedded store works without it.",
        )


@dataclass(frozen=True)
class Step:
    """One line of progress; `done` of `total` bytes while fetching, else both are 0."""

    said: Said
    done: int = 0
    total: int = 0


Progress = Callable[[Step], None]


def silent(step: Step) -> None:
    """The progress of a caller that wants none."""


@dataclass(frozen=True)
class Fetched:
    """What a fetch did; no files when everything was there already."""

    files: int
    size: int
    seconds: float


def default_cache() -> Path:
    """The user's own cache folder on this system, the same for all cases."""
    try:
        from platformdirs import user_cache_path
    except ImportError as error:
        raise MissingExtraError("platformdirs") from error
    return user_cache_path("giaoviec", appauthor=False) / "neo4j"


def fetch(lock: Lock, cache: Path, *, mirror: str | None = None, progress: Progress = silent) -> Fetched:
    """Bring every artifact of `lock` into `cache`; good files that are there are kept, so a broken fetch goes on.

    `mirror` is the address of a Maven repository to ask instead of the public one.
    Raises UnreachableError; StoreError where a file does not match the lock or `cache` cannot be written.
    """
    began = time.monotonic()
    try:
        absent = _absent(lock, cache, progress)
    except OSError as error:
        raise _unwritable(cache, error) from error
    if absent:
        with _staging(cache) as staging:
            _fetch_all(lock, absent, cache, _context(staging, mirror), progress)
    return Fetched(len(absent), sum(artifact.size for artifact in absent), time.monotonic() - began)


def _absent(lock: Lock, cache: Path, progress: Progress) -> list[Artifact]:
    """What is still to be fetched; a file that is there but does not match is removed, and that is said."""
    absent = []
    for artifact in lock.artifacts:
        path = cache / artifact.path
        wrong = fault(artifact, path)
        if wrong and path.exists():
            progress(Step(Said(f"Bỏ tệp hỏng {path} ({wrong})", f"Removed the damaged file {path} ({wrong})")))
            path.unlink()
        if wrong:
            absent.append(artifact)
    return absent


@contextmanager
def _staging(cache: Path) -> Iterator[Path]:
    """A folder of this fetch alone, so that two at once, or one broken off, never leave half a file in `cache`."""
    partial = cache / ".partial"
    try:
        partial.mkdir(parents=True, exist_ok=True)
        _remove_left_over(partial)
        folder = tempfile.TemporaryDirectory(prefix=f"{os.getpid()}-", dir=partial, ignore_cleanup_errors=True)
    except OSError as error:
        raise _unwritable(cache, error) from error
    with folder as name:
        yield Path(name)


def _remove_left_over(partial: Path) -> None:
    """The folders of fetches whose process was killed; their names begin with its pid."""
    try:
        from psutil import pid_exists
    except ImportError as error:
        raise MissingExtraError("psutil") from error
    for folder in partial.iterdir():
        if not pid_exists(int(folder.name.split("-")[0])):
            shutil.rmtree(folder, ignore_errors=True)


def _context(staging: Path, mirror: str | None) -> "MavenContext":
    try:
        from jgo.maven import MavenContext
    except ImportError as error:
        raise MissingExtraError("jgo") from error
    # "central" is the name under which jgo keeps its default repository; a mirror takes that place.
    repositories = {"central": mirror.rstrip("/")} if mirror else None
    return MavenContext(repo_cache=staging, local_repos=[], remote_repos=repositories, timeout=TIMEOUT)


def _fetch_all(lock: Lock, absent: list[Artifact], cache: Path, context: "MavenContext", progress: Progress) -> None:
    total = sum(artifact.size for artifact in absent)
    said = _fetching(lock, len(absent), total)
    progress(Step(said, 0, total))
    done = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        tasks = {pool.submit(_fetch_one, artifact, cache, context): artifact for artifact in absent}
        try:
            for task in as_completed(tasks):
                task.result()
                done += tasks[task].size
                progress(Step(said, done, total))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _fetching(lock: Lock, files: int, size: int) -> Said:
    what, megabytes = f"Neo4j Community {lock.version}", f"{size / 1e6:.0f} MB"
    return Said(
        f"Tải {what}: {files} tệp, {megabytes}; giấy phép {LICENCE}, lấy từ kho Maven, không nằm trong giaoviec",
        f"Fetching {what}: {files} files, {megabytes}; licence {LICENCE}, from a Maven repository, not in giaoviec",
    )


def _fetch_one(artifact: Artifact, cache: Path, context: "MavenContext") -> None:
    path = _download(artifact, context)
    wrong = fault(artifact, path)
    if wrong:
        path.unlink(missing_ok=True)
        raise StoreError(
            vi=f"Tệp tải về không khớp danh sách đã khóa ({wrong}); đã từ chối và xóa. Hãy thử lại hoặc đổi --mirror.",
            en=f"The file fetched is not the one in the lock ({wrong}); refused and removed. Try again, or another --mirror.",
            where=artifact.coordinate,
        )
    target = cache / artifact.path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
    except OSError as error:
        raise _unwritable(cache, error) from error


def _download(artifact: Artifact, context: "MavenContext") -> Path:
    """The file as the repository gives it, not yet checked; a lost connection is tried again."""
    from requests import RequestException

    component = context.project(artifact.group, artifact.artifact).at_version(artifact.version)
    wanted = component.artifact(artifact.classifier, artifact.type)
    for attempt in range(1, TRIES + 1):
        (context.repo_cache / artifact.path).unlink(missing_ok=True)
        try:
            path = context.resolver.download(wanted)
        except RequestException as error:
            if attempt == TRIES:
                raise _no_network(error) from error
            time.sleep(attempt)
        except RuntimeError as error:  # jgo's word for any answer but 200
            raise _not_given(artifact) from error
        except OSError as error:  # after RequestException, which is an OSError too
            raise _unwritable(context.repo_cache, error) from error
        else:
            if path is not None:
                return path
    raise _not_given(artifact)


def _unwritable(folder: Path, error: OSError) -> StoreError:
    return StoreError(
        vi=f"Không ghi được vào thư mục chứa các tệp của Neo4j ({error.strerror}); hãy chọn thư mục khác bằng --cache.",
        en=f"The folder for the files of Neo4j cannot be written ({error.strerror}); choose another with --cache.",
        where=str(folder),
    )


def _no_network(error: Exception) -> UnreachableError:
    kind = type(error).__name__
    return UnreachableError(
        vi=f"Không tới được kho Maven ({kind}), mà Neo4j phải được tải từ đó một lần; phần đã tải được giữ lại. Kho "
        "nhúng và mọi câu hỏi vẫn dùng được khi không có mạng; nếu có kho Maven khác, hãy chỉ bằng --mirror.",
        en=f"The Maven repository cannot be reached ({kind}), and Neo4j has to be fetched from it once; what was "
        "fetched is kept. The embedded store and all questions work without a network; name another Maven repository "
        "with --mirror.",
    )


def _not_given(artifact: Artifact) -> UnreachableError:
    return UnreachableError(
        vi="Kho Maven không có hoặc không cho tải tệp này; hãy xem lại --mirror.",
        en="The Maven repository does not have this file or does not give it; look at --mirror.",
        where=artifact.coordinate,
    )
