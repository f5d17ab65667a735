// The tests of Keys replace this file.
