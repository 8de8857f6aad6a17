"""A whole installation in a folder of its own, used through its command line as on a fresh machine."""
import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class Installation:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(("GOVREPORTS_", "DJANGO_"))}
        self.environment |= {"GOVREPORTS_DATA_DIR": str(folder), "PYTHONUNBUFFERED": "1"}

    def start(self, *arguments) -> subprocess.Popen:
        command = [sys.executable, "manage.py", *map(str, arguments)]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def run(self, *arguments) -> tuple[str, int]:
        process = self.start(*arguments)
        return process.communicate(timeout=120)[0], process.returncode


def free_port() -> int:
    """A port of this machine that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def await_line(process: subprocess.Popen, wanted: str) -> list[str]:
    """Lines printed up to the one that holds ``wanted``."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if wanted in line:
            return lines
    raise AssertionError("".join(lines))


def fetch(port: int, path: str) -> tuple[int, str]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
        return answer.status, answer.read().decode()


def stop(process: subprocess.Popen, number: int) -> str:
    process.send_signal(number)
    return process.communicate(timeout=20)[0]
