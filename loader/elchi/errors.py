"""The errors that a caller of Elchi can decide about."""


class LoaderError(Exception):
    """Anything that Elchi reports to its caller; the message says what, where and what to do."""


class ReadError(LoaderError):
    """An input that cannot be read as an article: missing, binary, truncated, malformed."""


class FetchError(ReadError):
    """A URL that was refused or could not be fetched within its limits.

    ``status`` is what the server answered, ``None`` if it did not answer.
    """

    def __init__(self, message: str, status: int | None = None) -> None:
        """Say what happened, and what the server answered if it did."""
        super().__init__(message)
        self.status = status


class NotPublicError(FetchError):
    """A URL that leads to an address of a private network, or of this machine."""


class DisallowedError(FetchError):
    """A page that its site asks robots to leave alone."""


class NoArticleError(ReadError):
    """A page that holds no article: a list of links, a form, pictures."""


class LexiconError(LoaderError):
    """A word list or an authority file that does not parse or names an unknown concept."""


class TaggerError(LoaderError):
    """A named-entity tagger that is unknown, not installed, or whose answer cannot be used."""


class TimeLimitError(LoaderError):
    """An article that took longer than one may (:class:`elchi.limits.time_limit`)."""


class StoreError(LoaderError):
    """A store that cannot be opened or written: locked, another version, read-only, full."""


class ShardError(LoaderError):
    """A folder of shards that cannot be written, or an engine that cannot be started."""


class RemoteError(LoaderError):
    """A SPARQL store elsewhere that cannot be reached, refuses, or does not answer as the protocol says.

    ``status`` is what the server answered, ``None`` if it did not answer.
    """

    def __init__(self, message: str, status: int | None = None) -> None:
        """Say what happened, and what the server answered if it did."""
        super().__init__(message)
        self.status = status


class QueryError(LoaderError):
    """A query that is unknown, malformed, or given a wrong parameter."""


class RefusedQueryError(QueryError):
    """A query that would change the store or ask another server."""


class ShapeError(LoaderError):
    """A shapes file that is not a usable SHACL shapes graph."""
