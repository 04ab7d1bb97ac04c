"""The `hfund` command."""

import gc


def main() -> None:
    """Run the command line. Imported late, so that the environment is prepared before anything else loads."""
    gc.disable()  # Importing makes next to no garbage, and looking for it takes a tenth of the time.
    from hfund_tui.cli import main as run

    gc.enable()
    run()


if __name__ == "__main__":
    main()
