"""The `hfund` command."""


def main() -> None:
    """Run the command line. Imported late, so that the environment is prepared before anything else loads."""
    from hfund_tui.cli import main as run

    run()


if __name__ == "__main__":
    main()
