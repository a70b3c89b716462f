"""What the benchmark compares with, and a terminal for the program.

commits FILE        single-row commits a second of a new SQLite database (WAL, synchronous FULL)
import CSV FILE     seconds to put the rows of a CSV file into one table of a new SQLite database
start PROGRAM DIR   milliseconds from the start of the program on a terminal to its prompt, then its memory in MiB
"""

import csv
import fcntl
import os
import pty
import select
import signal
import sqlite3
import struct
import sys
import termios
import time


def connect(path):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def commits(path, seconds=3.0):
    connection = connect(path)
    connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
    text = "x" * 200
    count = 0
    began = time.perf_counter()
    while (elapsed := time.perf_counter() - began) < seconds:
        connection.execute("INSERT INTO rows (text) VALUES (?)", (text,))
        count += 1
    print(count / elapsed)


def import_rows(source, path):
    began = time.perf_counter()
    connection = connect(path)
    connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, kind TEXT, name TEXT, country TEXT, affiliation TEXT)")
    connection.execute("BEGIN")
    with open(source, newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        next(rows)
        connection.executemany("INSERT INTO rows (kind, name, country, affiliation) VALUES (?, ?, ?, ?)", rows)
    connection.execute("COMMIT")
    connection.close()
    print(time.perf_counter() - began)


def start(program, folder):
    began = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm"
        os.execv(program, [program, "--data-dir", folder])
    try:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        seen = b""
        while b"you> " not in seen:
            ready, _, _ = select.select([terminal], [], [], 30)
            if not ready:
                sys.exit(f"no prompt within 30 s, only {seen!r}")
            seen += os.read(terminal, 65536)
        took = time.perf_counter() - began
        # Idle means that what the start began has come to rest.
        time.sleep(1)
        with open(f"/proc/{pid}/status", encoding="ascii") as status:
            memory = next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))
        print(took * 1000, memory / 1024)
    finally:
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)
        os.close(terminal)


what, *arguments = sys.argv[1:]
{"commits": commits, "import": import_rows, "start": start}[what](*arguments)
