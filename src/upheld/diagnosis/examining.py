"""What `upheld doctor` does: looks at the repository, the services and the tools, and proves the tool itself."""

from upheld import __version__
from upheld.diagnosis import history, network, tools
from upheld.diagnosis.ability import Diagnosis
from upheld.diagnosis.proving import proof
from upheld.run import Options, read


def examine(options: Options) -> Diagnosis:
    """Return what can be verified in the repository that the options name, and whether the tool can be believed.

    Raises:
        UserError: the repository, or its configuration, cannot be read.
    """
    reading = read(options)
    try:
        abilities = (
            *tools.abilities(reading),
            *history.abilities(reading),
            *network.abilities(reading, options.as_of),
        )
    finally:
        reading.services.close()
    return Diagnosis(__version__, abilities, proof())
