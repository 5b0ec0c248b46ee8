// Next to nothing: the floor that every compiled Bun program pays.
process.exitCode = 0;
