"""Runs Synapse for as long as the test that started it: it ends when its standard input does.

launch.py FOLDER ARGUMENTS...   What stands in the arguments is Synapse's.

A word on standard input before its end asks for an orderly stop. Without one the test was killed or has ended without
stopping the server; nobody needs the data then, and the folder goes as well.
"""

import os
import shutil
import signal
import sys
import threading

from synapse.app.homeserver import main

folder = sys.argv.pop(1)


def end_with_the_test():
    if sys.stdin.buffer.read():
        os.kill(os.getpid(), signal.SIGTERM)
    else:
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(0)


threading.Thread(target=end_with_the_test, daemon=True).start()
main()
