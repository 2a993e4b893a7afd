"""Which Python runs this. An old Python 3 must parse it to be told so: nothing newer than 3.6."""

import os
import shutil
import subprocess
import sys

SUPPORTED = [(3, 13), (3, 12), (3, 11)]
PROBE = "import sys; sys.exit(sys.version_info[:2] not in {!r})".format(SUPPORTED)  # noqa: UP032

SENTENCE = """\
Iskra needs Python 3.11, 3.12 or 3.13; this is {version}, and the PATH has no other.
Iskra potrebuje Python 3.11, 3.12 ali 3.13; ta je {version}, drugega na poti PATH ni.
Iskra richiede Python 3.11, 3.12 o 3.13; questo è {version} e nel PATH non ce n'è un altro."""


def is_supported(version):
    """Whether a version tuple, (3, 11) or longer, is one the site runs on."""
    return tuple(version[:2]) in SUPPORTED


def sentence(version):
    """What a person reads, in three languages, when no fitting Python is found."""
    return SENTENCE.format(version=".".join(str(part) for part in version[:3]))


def works(executable):
    """Whether the file starts at all and is a supported Python.

    A name on the PATH proves nothing: the shims of pyenv exist for versions that are not active.
    """
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        return subprocess.call([executable, "-c", PROBE], **quiet) == 0
    except OSError:
        return False


def find(path):
    """The first working supported Python in the folders of `path` (as in $PATH), or None."""
    for major, minor in SUPPORTED:
        for folder in path.split(os.pathsep):
            executable = shutil.which("python{}.{}".format(major, minor), path=folder)  # noqa: UP032
            if executable and works(executable):
                return executable
    return None


def hand_over(argv):
    """Starts the same command again with a fitting Python, in place of this process.

    Returns the sentence to end with when there is none.
    """
    executable = find(os.environ.get("PATH", os.defpath))
    if executable is None:
        return sentence(sys.version_info)
    return os.execv(executable, [executable] + argv)  # noqa: RUF005, S606
