"""The command line; each command is a module here, imported only when it is called."""
