"""What holds for every test: none reads or writes what the person who runs them has in a cache."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def a_cache_of_the_tests_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield
