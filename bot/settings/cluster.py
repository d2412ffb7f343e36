"""The settings of an index on a cluster, and the way to it that they describe."""

from pathlib import Path
from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

from index.errors import SettingsError

if TYPE_CHECKING:
    from index.retrieval.cluster.cluster_access import ClusterAccess

__all__ = ["ClusterSettings"]


class ClusterSettings(BaseModel):
    """Addresses and credentials; without ``urls`` there is no cluster.

    ``password`` and ``api_key`` are for the environment, the files that hold one for everywhere; a file goes before
    them, and a key before a user. ``shards`` is None for
    as many as the size of the sources asks for. ``seconds`` is how long a node may take to answer.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    urls: tuple[str, ...] = ()
    index: str = "pullquote"
    user: str | None = None
    password: SecretStr | None = None
    password_file: Path | None = None
    api_key: SecretStr | None = None
    api_key_file: Path | None = None
    ca_file: Path | None = None
    certificate_file: Path | None = None
    key_file: Path | None = None
    replicas: int = Field(default=1, ge=0, le=10)
    shards: int | None = Field(default=None, ge=1, le=1000)
    seconds: float = Field(default=5.0, gt=0, le=600)

    @model_validator(mode="after")
    def _whose_password(self) -> Self:
        if (self.password or self.password_file) and not self.user:
            raise ValueError("a password needs its user")
        return self

    @property
    def access(self) -> "ClusterAccess | None":
        """The way to the cluster, None if there is none; raises SettingsError for a file that cannot be read."""
        if not self.urls:
            return None
        try:
            from index.retrieval.cluster.cluster_access import ClusterAccess  # noqa: PLC0415 - needs an extra
        except ModuleNotFoundError:
            cure = "install it with pip install 'pullquote[cluster]'"
            raise SettingsError(f"cluster.urls: the client of OpenSearch is not installed; {cure}") from None
        return ClusterAccess(
            self.urls,
            self.index,
            self.user,
            _secret(self.password, self.password_file),
            _secret(self.api_key, self.api_key_file),
            self.ca_file,
            self.certificate_file,
            self.key_file,
            self.replicas,
            self.shards,
            self.seconds,
        )


def _secret(given: SecretStr | None, file: Path | None) -> str | None:
    """Return what is secret, from the settings or the file that they name."""
    if file is None:
        return given.get_secret_value() if given else None
    try:
        return file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        cause = error.strerror if isinstance(error, OSError) else "not text"
        raise SettingsError(f"{file}: the secret of the cluster cannot be read: {cause}; name another file") from None
