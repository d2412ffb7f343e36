"""The file of the bot's state, and the forms that it has had: each entry leads from one to the next.

What is published here is never changed; whoever needs another table or column adds an entry, and a module beside this
one for the table.
"""

__all__ = ["FILE", "MIGRATIONS"]

FILE = "state.sqlite"
"""The name of the file in its folder."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE answers (
            message INTEGER PRIMARY KEY,
            channel INTEGER NOT NULL,
            server INTEGER,
            asker INTEGER NOT NULL,
            question_message INTEGER,
            question TEXT NOT NULL,
            before TEXT NOT NULL,
            outcome TEXT NOT NULL,
            citations TEXT NOT NULL,
            at REAL NOT NULL
        )""",
        "CREATE INDEX answers_by_question ON answers (question_message) WHERE question_message IS NOT NULL",
        "CREATE INDEX answers_by_channel ON answers (channel, message)",
        "CREATE INDEX answers_by_asker ON answers (asker)",
        "CREATE INDEX answers_by_time ON answers (at)",
        "CREATE TABLE servers (server INTEGER PRIMARY KEY, settings TEXT NOT NULL)",
        "CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    ),
    (
        """CREATE TABLE saved (
            name TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            server INTEGER NOT NULL,
            channel INTEGER NOT NULL,
            message INTEGER NOT NULL,
            author INTEGER NOT NULL,
            saver INTEGER NOT NULL,
            edited REAL NOT NULL,
            looked REAL NOT NULL,
            at REAL NOT NULL
        )""",
        "CREATE INDEX saved_by_server ON saved (server)",
        "CREATE INDEX saved_by_message ON saved (message) WHERE message != 0",
        "CREATE INDEX saved_by_author ON saved (author)",
        "CREATE INDEX saved_by_saver ON saved (saver)",
    ),
    (
        """CREATE TABLE votes (
            message INTEGER NOT NULL REFERENCES answers ON DELETE CASCADE,
            person INTEGER NOT NULL,
            liked INTEGER NOT NULL,
            at REAL NOT NULL,
            PRIMARY KEY (message, person)
        ) WITHOUT ROWID""",
        "CREATE INDEX votes_by_person ON votes (person)",
        "CREATE INDEX votes_by_time ON votes (at)",
        "ALTER TABLE answers ADD COLUMN dismissed INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX answers_by_server ON answers (server, message)",
    ),
)
"""The statements of each migration, by the ``user_version`` of the file that it starts from."""
