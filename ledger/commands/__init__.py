"""The command line: one file a command, each with `add_arguments(parser)` and `run(args) -> int`.

Exit status: 0 done, 2 for bad input (nothing was changed), 1 for a job that failed. Errors are one line on standard
error, in the language of `--lang`.
"""
