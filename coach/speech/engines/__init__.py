"""The engines that come with the package; each is loaded by its entry point."""
