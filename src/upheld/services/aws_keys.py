"""What AWS tells of access keys and secrets, by boto3 (`pip install "upheld[aws]"`): names and dates, never values.

Asked are `ListUsers`, `ListAccessKeys`, `GetAccessKeyLastUsed` and `ListSecrets`; the names of fields are AWS's own.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from datetime import datetime
from importlib import import_module
from typing import Any, TypeVar

from upheld.nouns import dataclass
from upheld.services import Reason, ServiceError

T = TypeVar("T")

MOST_USERS = 5_000
_SECONDS = 15
_REGION_OF_ALL = "us-east-1"
"""Where IAM, which has no regions, is asked when none is named."""
_KEY = ("UserName", "AccessKeyId", "Status", "CreateDate")
_USE = ("LastUsedDate", "ServiceName", "Region")
_SECRET = (
    "ARN",
    "Name",
    "OwningService",
    "RotationEnabled",
    "LastRotatedDate",
    "LastChangedDate",
    "LastAccessedDate",
    "NextRotationDate",
    "DeletedDate",
    "CreatedDate",
)
_DENIED = frozenset({"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"})


@dataclass(frozen=True)
class AwsKeys:
    """The services of one account, with the credentials that boto3 finds."""

    session: Any = field(repr=False)
    config: Any = field(repr=False)

    @classmethod
    def of_the_environment(cls) -> "AwsKeys":
        """Take the credentials and the region that the environment or the profile name.

        Raises:
            ServiceError: boto3 is not installed, or the profile that is named does not exist.
        """
        try:
            boto3, config = import_module("boto3"), import_module("botocore.config")
        except ImportError:
            raise ServiceError(Reason.UNEXPECTED, 'boto3 is not installed: `pip install "upheld[aws]"`') from None
        limits = config.Config(connect_timeout=_SECONDS, read_timeout=_SECONDS, retries={"total_max_attempts": 4})
        return cls(_asked("the profile", boto3.Session), limits)

    def access_keys(self) -> tuple[dict[str, Any], int]:
        """Return the access keys of every user and beside them when each was last used, as `pages`; and how many there are.

        Raises:
            ServiceError: they are not told.
        """
        iam = self._client("iam", self.session.region_name or _REGION_OF_ALL)
        users = [str(each["UserName"]) for each in _entries(iam, "list_users", "Users")]
        if len(users) > MOST_USERS:
            raise ServiceError(Reason.UNEXPECTED, f"AWS IAM has more than {MOST_USERS:,} users, which is not read")
        keys = [
            _kept(each, _KEY) for user in users for each in _entries(iam, "list_access_keys", "AccessKeyMetadata", user)
        ]
        return {"pages": [{"AccessKeyMetadata": keys}, *(self._use(iam, key) for key in keys)]}, len(keys)

    def secrets(self) -> tuple[dict[str, Any], int]:
        """Return the secrets of Secrets Manager in the region, under `data`; and how many there are.

        Raises:
            ServiceError: they are not told.
        """
        manager = self._client("secretsmanager", self.session.region_name)
        secrets = [_kept(each, _SECRET) for each in _entries(manager, "list_secrets", "SecretList")]
        return {"data": {"SecretList": secrets}}, len(secrets)

    @property
    def region(self) -> str:
        """The region whose secrets are listed."""
        return str(self.session.region_name or "no region")

    def _client(self, name: str, region: str | None) -> Any:
        return _asked(name, lambda: self.session.client(name, region_name=region, config=self.config))

    def _use(self, iam: Any, key: Mapping[str, Any]) -> dict[str, Any]:
        asked = {"AccessKeyId": key["AccessKeyId"]}
        answer = _asked("GetAccessKeyLastUsed", lambda: iam.get_access_key_last_used(**asked))
        return {
            "UserName": key.get("UserName"),
            **asked,
            "AccessKeyLastUsed": _kept(answer.get("AccessKeyLastUsed", {}), _USE),
        }


def _entries(client: Any, operation: str, member: str, user: str | None = None) -> Iterator[Mapping[str, Any]]:
    """Yield what all pages of an answer hold."""
    asked = {"UserName": user} if user else {}
    name = operation.title().replace("_", "")
    pages = _asked(name, lambda: list(client.get_paginator(operation).paginate(**asked)))
    for page in pages:
        yield from page.get(member, ())


def _kept(entry: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Return the fields that are wanted, times as text."""
    found = {name: entry[name] for name in names if entry.get(name) is not None}
    return {name: each.isoformat() if isinstance(each, datetime) else each for name, each in found.items()}


def _asked(what: str, function: Callable[[], T]) -> T:
    """Return what boto3 returns; its errors may show who asks and with what, so that only their codes are told."""
    errors = import_module("botocore.exceptions")
    try:
        return function()
    except errors.ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", "")) or "an error"
        shown = code if code.isalnum() else "an error"
        if code in _DENIED:
            why = f"AWS refuses {what}: the credentials lack the permission for it"
            raise ServiceError(Reason.FORBIDDEN, why) from None
        raise ServiceError(Reason.UNEXPECTED, f"AWS answers {what} with {shown}") from None
    except errors.NoCredentialsError:
        raise ServiceError(Reason.UNAUTHORIZED, "boto3 finds no credentials for AWS") from None
    except errors.NoRegionError:
        raise ServiceError(Reason.UNEXPECTED, f"AWS is not asked for {what}: name a region in AWS_REGION") from None
    except errors.BotoCoreError as error:
        raise ServiceError(Reason.UNREACHABLE, f"AWS cannot be asked for {what} ({type(error).__name__})") from None
