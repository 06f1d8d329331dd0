"""The corrected rows of a statement that is broken."""
from upheld.check import Context
from upheld.coverage import Coverage
from upheld.model import Edit
from upheld.policy.supported_versions import SupportedVersions

def correction(promise: SupportedVersions, held: Coverage, context: Context) -> tuple[Edit, ...]:
    return ()
